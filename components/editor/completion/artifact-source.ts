import type { ModuleInfo } from "#lib/engine/schema.ts";
import type { TreeEntry } from "#lib/engine/types.ts";

/** Where completion takes the artifact's files and the engine's functions from. */
export type ArtifactSource = {
  subscribe(listener: () => void): () => void;
  /** All working files; what did not change is the same object as before. Null until they are here. */
  readEntries(): readonly TreeEntry[] | null;
  /** What the engine says of itself; null until it does. */
  readVersions(): ModuleInfo | null;
  /** The version of Kubernetes that it is rendered for, `1.32`; null where nobody chose one. */
  readKubeVersion(): string | null;
};
