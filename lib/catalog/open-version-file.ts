import { isUtf8 } from "node:buffer";
import type { Viewer } from "#lib/auth/types.ts";
import type { ArtifactRef } from "#lib/ids/ids.ts";
import { listVersionFiles } from "./list-version-files.ts";
import { readVersionFile } from "./read-version-file.ts";
import type { VersionFile } from "./schema.ts";

/** A file as a page shows it: its text, or why there is none. */
export type OpenedFile =
  | { kind: "text"; file: VersionFile; text: string }
  | { kind: "binary" | "too-large"; file: VersionFile }
  | { kind: "missing"; path: string };

/** More than a page can show and a person can read. */
const MAX_SHOWN_BYTES = 1024 * 1024;

/**
 * Opens one file of a version for reading.
 * @throws Problem "artifact_unknown", "version_unknown"; a file that is not there is an outcome
 */
export async function openVersionFile(
  viewer: Viewer,
  ref: ArtifactRef,
  tag: string,
  path: string,
): Promise<OpenedFile> {
  const file = (await listVersionFiles(viewer, ref, tag)).find((one) => one.path === path);
  if (!file) return { kind: "missing", path };
  if (file.size > MAX_SHOWN_BYTES) return { kind: "too-large", file };
  const { bytes } = await readVersionFile(viewer, ref, tag, path);
  if (bytes.includes(0) || !isUtf8(bytes)) return { kind: "binary", file };
  return { kind: "text", file, text: bytes.toString("utf8") };
}
