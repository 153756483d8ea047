import type { RenderFailure } from "#lib/engine/schema.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import type { OutputOutline } from "./output-messages.ts";
import { sayObjects } from "./output-parts.ts";
import type { PreviewState } from "./preview-state.ts";

/** What came of the newest render, in a few words. */
export type Outcome =
  | { readonly kind: "waits"; readonly words: string }
  | { readonly kind: "good"; readonly words: string; readonly ms: number }
  | { readonly kind: "failed"; readonly words: string };

export function sayOutcome(state: PreviewState, outline: OutputOutline | null): Outcome {
  const render = state.current?.render;
  if (!render) return { kind: "waits", words: state.phase === "starting" ? "Starting" : "Rendering" };
  if (render.kind === "failed") return { kind: "failed", words: titleOf(render.failure) };
  const count = outline?.pieces.filter(({ object }) => object !== null).length;
  if (count === undefined) return { kind: "waits", words: "Reading the output" };
  const words = count > 0 ? sayObjects(count) : outline?.isBlank ? "Nothing" : "No object";
  return { kind: "good", words, ms: render.renderMs };
}

const TITLES: Readonly<Record<RenderFailure["cause"], string>> = {
  refused: "Not rendered here",
  load: "Cannot be loaded",
  values: "Values cannot be read",
  schema: "Values break the schema",
  template: "A template fails",
  build: "Does not build",
  lint: "Lint found errors",
  limit: "A limit was reached",
  crash: "The engine stopped",
};

export const titleOf = ({ cause }: RenderFailure): string => TITLES[cause];

/** A place as people write it: `templates/web.yaml:12:8`; null where the failure names no file. */
export function placeOf({ path, line, column }: RenderFailure): string | null {
  if (path === null) return null;
  if (line === null) return path;
  return column === null ? `${path}:${line}` : `${path}:${line}:${column}`;
}

/** "Helm 4.2.4 · Kubernetes 1.36". */
export function sayVersions(
  kind: ArtifactKind,
  versions: { name: string; version: string; kubeVersion: string | null } | null,
): string | null {
  if (kind === "manifest-bundle") return "Documents as they are written, in the order of their paths";
  if (!versions) return null;
  const program = `${versions.name === "helm" ? "Helm" : "Kustomize"} ${versions.version.replace(/^v/, "")}`;
  return versions.kubeVersion === null ? program : `${program} · Kubernetes ${minorOf(versions.kubeVersion)}`;
}

/** `v1.36.0` is 1.36. */
export const minorOf = (version: string) => /^v?(\d+\.\d+)/.exec(version)?.[1] ?? version;
