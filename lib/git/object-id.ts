import { createHash } from "node:crypto";

export type ObjectType = "blob" | "tree" | "commit";

/** git's name of an object: SHA-1 over `<type> <length>\0` and the body (gitformat-loose, git 2.x). */
export function objectId(type: ObjectType, body: Uint8Array): string {
  return createHash("sha1").update(`${type} ${body.length}\0`).update(body).digest("hex");
}
