import type { z } from "zod";

/** The kinds of artifact. Each switch over a kind is exhaustive, so a new one is found by the type check. */
export const ARTIFACT_KINDS = ["chart", "kustomize-base", "manifest-bundle"] as const;
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];

/** How a kind is written in addresses: pages, repositories, git and archive paths. */
export const KIND_ROOTS = {
  chart: "charts",
  "kustomize-base": "kustomize-bases",
  "manifest-bundle": "manifest-bundles",
} as const satisfies Record<ArtifactKind, string>;
export type KindRoot = (typeof KIND_ROOTS)[ArtifactKind];

const kindsByRoot = new Map<string, ArtifactKind>(ARTIFACT_KINDS.map((kind) => [KIND_ROOTS[kind], kind]));

/** @returns null when the word is not the root of a kind */
export function kindOfRoot(root: string): ArtifactKind | null {
  return kindsByRoot.get(root) ?? null;
}

/** One component of an OCI repository name (distribution-spec 1.1, "Pulling manifests"). Linear time: no nested repeats overlap. */
export const NAME_COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
export const MAX_NAME = 63;
/** CAT-15: words that are parts of addresses and therefore never names. */
const RESERVED_NAMES = new Set(["new", "index.yaml"]);
const RESERVED_ENDINGS = [".tgz", ".prov"];
const RESERVED_PROJECTS = new Set([...RESERVED_NAMES, "charts", "values", "api"]);

// Names as types that only a parser makes: name-schemas.ts at the doors, parseNameSegment for addresses. The brands are
// zod's, taken as types only: what a page loads first does without zod itself.
export type ArtifactName = string & z.core.$brand<"ArtifactName">;
/** The first part of an artifact's name; the empty string where it has none. */
export type ProjectName = string & z.core.$brand<"ProjectName">;

export const isReservedName = (name: string): boolean =>
  RESERVED_NAMES.has(name) || RESERVED_ENDINGS.some((ending) => name.endsWith(ending));
export const isReservedProject = (name: string): boolean =>
  isReservedName(name) || RESERVED_PROJECTS.has(name) || kindsByRoot.has(name);

const isComponent = (text: string) => text.length <= MAX_NAME && NAME_COMPONENT.test(text);
const isArtifactName = (text: string): text is ArtifactName => isComponent(text) && !isReservedName(text);
export const isProjectName = (text: string): text is ProjectName =>
  isComponent(text) && !isReservedProject(text);

/** What an artifact is called, complete: the same three facts at every door. */
export type ArtifactRef = { kind: ArtifactKind; project: ProjectName | null; name: ArtifactName };

/** `payments/service`: on screen, in commands and on the wire. */
export function displayName(ref: { project: string | null; name: string }): string {
  return ref.project ? `${ref.project}/${ref.name}` : ref.name;
}

/** `payments~service`: the one path segment of pages and of the API. */
export function nameSegment(ref: { project: string | null; name: string }): string {
  return ref.project ? `${ref.project}~${ref.name}` : ref.name;
}

/** `charts/payments/service`: the OCI repository, without the organization. */
export function repositoryName(ref: { kind: ArtifactKind; project: string | null; name: string }): string {
  return `${KIND_ROOTS[ref.kind]}/${displayName(ref)}`;
}

/**
 * The project that a repository of this name is in: `payments` of `charts/payments/service` and of `payments/api`.
 * @param name without the organization
 * @returns null where its name has no first part of its own
 */
export function projectOfRepository(name: string): string | null {
  const [first = "", ...rest] = name.split("/");
  const [project = "", ...within] = kindOfRoot(first) ? rest : [first, ...rest];
  return within.length > 0 && isProjectName(project) ? project : null;
}

/** `org-charts`: how the portal API's addresses begin for a kind. */
export function apiRoot(kind: ArtifactKind): string {
  return `org-${KIND_ROOTS[kind]}`;
}

/** @returns null when the word begins no address of the portal API */
export function kindOfApiRoot(root: string): ArtifactKind | null {
  return root.startsWith("org-") ? kindOfRoot(root.slice("org-".length)) : null;
}

/** `/api/v2/org-charts/payments~service`: where the portal API has this artifact. */
export function apiPath(ref: { kind: ArtifactKind; project: string | null; name: string }): string {
  return `/api/v2/${apiRoot(ref.kind)}/${nameSegment(ref)}`;
}

/** Parses `name` or `project~name`. @returns null when either part breaks its rule */
export function parseNameSegment(kind: ArtifactKind, segment: string): ArtifactRef | null {
  const parts = segment.split("~");
  if (parts.length > 2) return null;
  const [first = "", second] = parts;
  const project = second === undefined ? null : first;
  const name = second ?? first;
  if (!isArtifactName(name) || (project !== null && !isProjectName(project))) return null;
  return { kind, project, name };
}

type IdPrefix =
  | "org"
  | "usr"
  | "ses"
  | "lnk"
  | "inv"
  | "grl"
  | "aud"
  | "crt"
  | "cra"
  | "prj"
  | "art"
  | "ver"
  | "rep"
  | "pol"
  | "upl"
  | "req"
  | "rnd"
  | "crd"
  | "col";

/** An id that nobody can guess: 122 random bits behind a prefix that says what it names. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${crypto.randomUUID().replaceAll("-", "")}`;
}
