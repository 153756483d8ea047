import { MAX_FILE_BYTES, MAX_FILES, type Workspace } from "./workspace.ts";

/** Why a path cannot be used for a file here, in two sentences, or null where it can (PUB-4). */
export function refusePath(workspace: Workspace, path: string, except?: string): string | null {
  if (path === "" || path.startsWith("/") || path.endsWith("/")) {
    return "A path names a file below the root. Write it like templates/service.yaml.";
  }
  const parts = path.split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) {
    return "A path has no empty part and no dots alone. Remove it.";
  }
  if (/[\\\p{Cc}]/u.test(path)) return "A path has no backslash and no control character. Remove it.";
  if (path.length > 1000 || parts.some((part) => part.length > 255)) {
    return "This path is too long. 255 characters a part and 1,000 in all are allowed.";
  }
  return refuseCollision(workspace, path, except);
}

function refuseCollision(workspace: Workspace, path: string, except?: string): string | null {
  const lower = path.toLowerCase();
  for (const taken of workspace.files.keys()) {
    if (taken === except || (except !== undefined && taken.startsWith(`${except}/`))) continue;
    const there = taken.toLowerCase();
    if (there === lower) {
      return taken === path
        ? `${path} is there already. Choose another name.`
        : `${taken} differs by capital letters only, and some systems cannot hold both. Choose another name.`;
    }
    if (there.startsWith(`${lower}/`)) return `${path} is a folder. Choose another name.`;
    if (lower.startsWith(`${there}/`))
      return `${taken} is a file, so nothing can be below it. Choose another name.`;
  }
  return null;
}

/** Why one more file of this size cannot be brought in, or null (CAT-20). */
export function refuseSize(workspace: Workspace, path: string, sizeBytes: number): string | null {
  if (sizeBytes > MAX_FILE_BYTES)
    return `${path} is over 5 MiB, the limit of a file. Leave it out or make it smaller.`;
  if (!workspace.files.has(path) && workspace.files.size >= MAX_FILES) {
    return "There are 10,000 files, the limit of an artifact. Delete some first.";
  }
  return null;
}

export const nameOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
export const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
export const joinPath = (folder: string, name: string) => (folder === "" ? name : `${folder}/${name}`);

/** A free name for a copy beside the file: `values.yaml` becomes `values-copy.yaml`. */
export function nameOfCopy(path: string, taken: (path: string) => boolean): string {
  const dot = path.lastIndexOf(".");
  const end = dot > path.lastIndexOf("/") + 1 ? dot : path.length;
  const name = (suffix: string) => `${path.slice(0, end)}-copy${suffix}${path.slice(end)}`;
  let copy = name("");
  for (let number = 2; taken(copy); number += 1) copy = name(`-${number}`);
  return copy;
}
