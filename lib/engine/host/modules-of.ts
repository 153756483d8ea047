import type { ArtifactKind } from "#lib/ids/ids.ts";
import type { ModuleName } from "./warm-module.ts";

/** The modules that an artifact of this kind is rendered with. */
export function modulesOf(kind: ArtifactKind): readonly ModuleName[] {
  switch (kind) {
    case "chart":
      return ["helm"];
    case "kustomize-base":
      return ["kustomize"];
    case "manifest-bundle":
      return [];
  }
}
