import { createHash } from "node:crypto";

export type ObjectType = "blob" | "tree" | "commit";
/** An object, whole; `id` is what git computes over it. */
export type GitObject = { id: string; type: ObjectType; body: Buffer };

/** What stands before the body of an object, in its id and in its file (gitformat-loose, git 2.x). */
export function objectHeader(type: ObjectType, body: Uint8Array): string {
  return `${type} ${body.length}\0`;
}

/** git's name of an object: SHA-1 over `<type> <length>\0` and the body. */
export function objectId(type: ObjectType, body: Uint8Array): string {
  return createHash("sha1").update(objectHeader(type, body)).update(body).digest("hex");
}
