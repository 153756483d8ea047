import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { type GitObject, objectHeader } from "./object-id.ts";

const compress = promisify(deflate);

/** An object as git keeps it in a file of its own: its path below the repository, and its bytes (gitformat-loose). */
export async function encodeLoose({ id, type, body }: GitObject): Promise<{ path: string; bytes: Buffer }> {
  const bytes = await compress(Buffer.concat([Buffer.from(objectHeader(type, body)), body]));
  return { path: `objects/${id.slice(0, 2)}/${id.slice(2)}`, bytes };
}
