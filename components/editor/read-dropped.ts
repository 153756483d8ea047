import type { BroughtFile } from "./editor-doors.ts";

/** A file as the browser hands it over, with its path inside what was dropped. */
export type DroppedFile = { readonly path: string; readonly file: File };

/** Reads what was dropped, folders with everything in them. Call it in the event: later the browser has forgotten. */
export async function readDropped(transfer: DataTransfer): Promise<DroppedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found = await Promise.all(entries.map(readEntry));
  return found.flat();
}

async function readEntry(entry: FileSystemEntry): Promise<DroppedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((done, fail) => entry.file(done, fail));
    return [{ path: entry.fullPath.replace(/^\//, ""), file }];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const inside: FileSystemEntry[] = [];
  // A reader hands out at most 100 entries at a time, and none when it is done.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (some.length === 0) break;
    inside.push(...some);
  }
  const found = await Promise.all(inside.map(readEntry));
  return found.flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

export const isArchive = (name: string) => /\.(?:tgz|tar\.gz|zip)$/i.test(name);

export async function bytesOf({ path, file }: DroppedFile): Promise<BroughtFile> {
  return { path, bytes: new Uint8Array(await file.arrayBuffer()) };
}
