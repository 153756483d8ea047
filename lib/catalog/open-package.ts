import { processWide } from "#lib/env/process-wide.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { blobStore } from "#lib/storage/blob-store.ts";
import { KINDS } from "./kinds/kinds.ts";
import { readArchive } from "./read-archive.ts";
import type { FileContent } from "./types.ts";

/** Unpacked packages that are kept, together: whoever looks at one file of a version looks at more of them. */
const KEPT_BYTES = 64 * 1024 ** 2;
const MAX_KEPT_PACKAGE = KEPT_BYTES / 4;

type Kept = { files: Map<string, FileContent>; sizeBytes: number };

/** By digest, the longest unused first: a Map keeps the order in which its keys were set. */
class PackageShelf {
  readonly #kept = new Map<string, Kept>();
  readonly #opening = new Map<string, Promise<Kept>>();
  #totalBytes = 0;

  async open(key: string, read: () => Promise<FileContent[]>): Promise<Map<string, FileContent>> {
    const known = this.#kept.get(key);
    if (known) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known.files;
    }
    const opening = this.#opening.get(key) ?? this.#read(key, read);
    return (await opening).files;
  }

  #read(key: string, read: () => Promise<FileContent[]>): Promise<Kept> {
    const opening = read()
      .then((files) => {
        const sizeBytes = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
        const kept = { files: new Map(files.map((file) => [file.path, file])), sizeBytes };
        this.#keep(key, kept);
        return kept;
      })
      .finally(() => this.#opening.delete(key));
    this.#opening.set(key, opening);
    return opening;
  }

  #keep(key: string, kept: Kept): void {
    if (kept.sizeBytes > MAX_KEPT_PACKAGE) return;
    this.#kept.set(key, kept);
    this.#totalBytes += kept.sizeBytes;
    for (const [oldest, { sizeBytes }] of this.#kept) {
      if (this.#totalBytes <= KEPT_BYTES) return;
      this.#kept.delete(oldest);
      this.#totalBytes -= sizeBytes;
    }
  }
}

const shelf = () => processWide("catalog.packages", () => new PackageShelf());

/** The files of a package by path; unpacked ones are kept for a while, within 64 MiB a process. */
export function openPackage(kind: ArtifactKind, packageDigest: string): Promise<Map<string, FileContent>> {
  return shelf().open(`${kind} ${packageDigest}`, async () =>
    readArchive(await blobStore().read(digestSchema.parse(packageDigest)), KINDS[kind].archive),
  );
}
