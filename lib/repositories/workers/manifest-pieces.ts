import type { ProblemCode } from "#lib/problems/catalogue.ts";
import type { Descriptor, ParsedManifest } from "../parse-manifest.ts";

/** What the thread says first: the manifest without its lists, or why it is none. */
export type ManifestAnswer = { frame: ParsedManifest } | { refusal: { code: ProblemCode; detail: string } };

/** Then a part of its lists each time it is asked, and null after the last. */
export type ManifestPiece = {
  layers?: Descriptor[];
  manifests?: Descriptor[];
  annotations?: [string, string][];
};
