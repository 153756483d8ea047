import { readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { eachReference, KUSTOMIZATION_NAMES } from "../kustomize-references.ts";
import { type DiskBudget, type Mount, readFolder, readNamedFile } from "./read-folder.ts";

/**
 * A base and everything beside it that its kustomization files refer to, each where it lies on the disk, and nothing else
 * (ENG-24). A kustomization file that cannot be read refers to nothing: kustomize says what is wrong with it.
 * @param root the base's folder, without links in its path
 * @returns the base's own files first
 */
export function mountBase(root: string, budget: DiskBudget): Mount[] {
  const collected = new Collected(budget);
  const waiting = [root];
  const seen = new Set(waiting);
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    collected.addFolder(folder);
    for (const reference of referencesIn(folder)) {
      const place = placeOnDisk(folder, reference);
      if (!place || seen.has(place.path)) continue;
      seen.add(place.path);
      if (place.isFolder) waiting.push(place.path);
      else collected.addFile(place.path);
    }
  }
  return collected.mounts;
}

/** What is mounted so far; nothing twice. */
class Collected {
  readonly mounts: Mount[] = [];
  readonly #folders: string[] = [];
  readonly #budget: DiskBudget;

  constructor(budget: DiskBudget) {
    this.#budget = budget;
  }

  addFolder(folder: string): void {
    if (this.#holds(folder)) return;
    this.mounts.push(...readFolder(folder, { budget: this.#budget }));
    this.#folders.push(folder);
  }

  addFile(file: string): void {
    const mount = this.#holds(file) ? null : readNamedFile(file, this.#budget);
    if (mount) this.mounts.push(mount);
  }

  #holds(place: string): boolean {
    return this.#folders.some((folder) => isBelow(folder, place));
  }
}

const isBelow = (folder: string, place: string) =>
  place === folder || place.startsWith(folder.endsWith(path.sep) ? folder : `${folder}${path.sep}`);

/** Where a reference leads, links resolved. @returns null where nothing is there: an address, or a mistake */
function placeOnDisk(folder: string, reference: string): { path: string; isFolder: boolean } | null {
  if (path.isAbsolute(reference)) return null;
  try {
    const place = realpathSync(path.join(folder, reference));
    return { path: place, isFolder: statSync(place).isDirectory() };
  } catch {
    return null; // Not there, not readable, or a circle of links: kustomize names it.
  }
}

const fieldsSchema = z.record(z.string(), z.unknown());

/** What the kustomization files of a folder name, as far as they can be read. */
function referencesIn(folder: string): string[] {
  const references: string[] = [];
  for (const name of KUSTOMIZATION_NAMES) {
    try {
      // Kustomize takes a key that is there twice.
      const options = { uniqueKeys: false, logLevel: "silent" } as const;
      const fields: unknown = parseDocument(readFileSync(path.join(folder, name), "utf8"), options).toJS();
      for (const { text } of eachReference(fieldsSchema.parse(fields), (why) => new Error(why)))
        references.push(text);
    } catch {
      // There is none of this name, or kustomize says what is wrong with it.
    }
  }
  return references;
}
