import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { KUSTOMIZATION_NAMES } from "../kustomize-references.ts";
import { DiskRefusal } from "./disk-refusal.ts";

/**
 * What lies at a path, told by its files: a folder with a Chart.yaml and every `.tgz` is a chart, a folder with a
 * kustomization file a base, every other folder a bundle.
 * @param given as somebody wrote it; repeated in the refusal
 * @throws DiskRefusal where nothing is there, or a file that is no package
 */
export function kindOfPath(place: string, given: string): ArtifactKind {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (!stat) throw new DiskRefusal(`path "${given}" not found`);
  if (!stat.isDirectory()) {
    if (isPackage(place)) return "chart";
    throw new DiskRefusal(`${given} is a file; give a folder, or a chart's .tgz`);
  }
  if (existsSync(path.join(place, "Chart.yaml"))) return "chart";
  return KUSTOMIZATION_NAMES.some((name) => existsSync(path.join(place, name)))
    ? "kustomize-base"
    : "manifest-bundle";
}

/** Helm tells a package by its name (pkg/chart/loader, pkg/action/lint). */
export const isPackage = (file: string) => file.endsWith(".tgz") || file.endsWith(".tar.gz");
