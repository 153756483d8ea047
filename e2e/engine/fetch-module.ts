import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { fromBuffer } from "yauzl";
import { clientsFolder } from "../clients/tools.ts";

type Pinned = { path: string; version: string; sum: string };

/** Upper case letters of a path are written so that no file system confuses them (golang.org/x/mod, module.EscapePath). */
const escapePath = (text: string) => text.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);

/**
 * A Go module out of the module proxy, without Go: unpacked into the folder of built clients, once.
 * @throws Error where its sum is not the pinned one
 */
export async function fetchModule(pinned: Pinned): Promise<string> {
  const { path: module, version, sum } = pinned;
  const folder = path.join(clientsFolder(), "modules", `${module}@${version}`);
  if (existsSync(folder)) return folder;
  // Go knows a proxy by itself; without Go, only its own variable says where modules come from.
  const proxy = process.env.GOPROXY?.split(/[,|]/)[0];
  if (!proxy) throw new Error("GOPROXY is not set: without Go it has to name a Go module proxy.");
  const answer = await fetch(`${proxy}/${escapePath(module)}/@v/${version}.zip`);
  if (!answer.ok)
    throw new Error(`${module}@${version} cannot be fetched: the proxy answered ${answer.status}`);
  const files = await unzip(Buffer.from(await answer.arrayBuffer()));
  if (sumOf(files) !== sum) throw new Error(`${module}@${version} has another sum than is pinned`);
  mkdirSync(path.dirname(folder), { recursive: true });
  const fresh = mkdtempSync(path.join(clientsFolder(), ".module-"));
  for (const [name, bytes] of files) {
    const at = path.join(fresh, name.slice(`${module}@${version}/`.length));
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, bytes);
  }
  renameSync(fresh, folder);
  rmSync(fresh, { recursive: true, force: true });
  return folder;
}

async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await new Promise<import("yauzl").ZipFile>((resolve, reject) =>
    fromBuffer(bytes, { lazyEntries: false, autoClose: false }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    ),
  );
  const reads: Promise<readonly [string, Buffer]>[] = [];
  await new Promise((resolve, reject) => {
    zip.on("error", reject).on("end", resolve);
    zip.on("entry", (entry: import("yauzl").Entry) => {
      if (entry.fileName.endsWith("/")) return;
      const read = new Promise<readonly [string, Buffer]>((done, fail) =>
        zip.openReadStream(entry, (error, stream) =>
          error ? fail(error) : buffer(stream).then((content) => done([entry.fileName, content]), fail),
        ),
      );
      reads.push(read);
    });
  });
  return new Map(await Promise.all(reads));
}

/** The `h1:` sum of go.sum (golang.org/x/mod, dirhash.Hash1). */
function sumOf(files: ReadonlyMap<string, Buffer>): string {
  const summary = createHash("sha256");
  for (const name of [...files.keys()].sort()) {
    const digest = createHash("sha256")
      .update(files.get(name) ?? "")
      .digest("hex");
    summary.update(`${digest}  ${name}\n`);
  }
  return `h1:${summary.digest("base64")}`;
}
