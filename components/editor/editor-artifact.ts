export type ArtifactKindName = "chart" | "kustomize-base" | "manifest-bundle";

/** What the editor has to know of the artifact it edits. */
export type EditorArtifact = {
  readonly kind: ArtifactKindName;
  readonly project: string | null;
  readonly name: string;
  /** The artifact's page. */
  readonly href: string;
  /** Names the artifact among all of all organizations, for what this browser keeps. */
  readonly keptAs: string;
};
