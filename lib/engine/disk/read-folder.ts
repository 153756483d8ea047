import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import path from "node:path";
import type { TreeEntry } from "../types.ts";
import { DiskRefusal } from "./disk-refusal.ts";

/** Files of the disk, as a module is to see them: below an absolute folder of its own tree. */
export type Mount = { folder: string; entries: TreeEntry[] };

/** What one command may read together: past it, the wrong folder was given. */
const MOST_BYTES = 512 * 1024 * 1024;
const MOST_FILES = 100_000;

/** Counts what one command reads. @throws DiskRefusal past the bounds */
export class DiskBudget {
  #bytes = 0;
  #files = 0;

  take(sizeBytes: number, where: string): void {
    this.#bytes += sizeBytes;
    this.#files += 1;
    if (this.#bytes > MOST_BYTES || this.#files > MOST_FILES)
      throw new DiskRefusal(
        `${where} holds more than ${MOST_FILES} files or ${MOST_BYTES / 1024 / 1024} MiB; give the folder of one artifact`,
      );
  }
}

export type ReadHow = {
  budget: DiskBudget;
  /** Longer files are cut here: whoever reads them refuses them for their length. */
  mostFileBytes?: number;
};

/**
 * Everything below a folder, links as links. What is neither file, folder nor link is left out, and so is git's own folder.
 * @returns a mount for the folder, and one for each folder without files
 */
export function readFolder(folder: string, how: ReadHow, as = folder): Mount[] {
  const top: Mount = { folder: as, entries: [] };
  const mounts = [top];
  const visit = (below: string) => {
    const children = readdirSync(path.join(folder, below), { withFileTypes: true });
    if (children.length === 0) mounts.push({ folder: path.join(as, below), entries: [] });
    for (const child of children) {
      const at = path.join(below, child.name);
      const onDisk = path.join(folder, at);
      if (child.isSymbolicLink()) top.entries.push({ path: at, link: readlinkSync(onDisk) });
      else if (child.isFile()) top.entries.push({ path: at, bytes: readFile(onDisk, how, folder) });
      else if (child.isDirectory() && child.name !== ".git") visit(at);
    }
  };
  visit("");
  return mounts;
}

/** One file or pipe that somebody named: a link is followed. @returns null where there is none */
export function readNamedFile(file: string, budget: DiskBudget): Mount | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile() && !stat?.isFIFO()) return null;
  const bytes = readFile(file, { budget }, file);
  return { folder: path.dirname(file), entries: [{ path: path.basename(file), bytes }] };
}

function readFile(file: string, how: ReadHow, where: string): Uint8Array {
  const most = how.mostFileBytes ?? Number.POSITIVE_INFINITY;
  how.budget.take(Math.min(statSync(file).size, most), where);
  return readFileSync(file).subarray(0, most);
}
