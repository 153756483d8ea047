import { z } from "zod";

/** The kinds of artifact. Each switch over a kind is exhaustive, so a new one is found by the type check. */
export const ARTIFACT_KINDS = ["chart", "kustomize-base", "manifest-bundle"] as const;
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];
export const artifactKindSchema = z.enum(ARTIFACT_KINDS);

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
/** CAT-15: words that are parts of addresses and therefore never names. */
const RESERVED_NAMES = new Set(["new", "index.yaml"]);
const RESERVED_ENDINGS = [".tgz", ".prov"];
const RESERVED_PROJECTS = new Set([...RESERVED_NAMES, "charts", "values", "api"]);
const NAME_RULE =
  "Use lower-case letters and digits, separated by single dots, underscores or dashes; at most 63 characters.";

const isReservedName = (name: string) =>
  RESERVED_NAMES.has(name) || RESERVED_ENDINGS.some((ending) => name.endsWith(ending));

/** PUB-1: one OCI component of at most 63 characters that is also a legal chart name, and not reserved (CAT-15). */
export const artifactNameSchema = z
  .string()
  .max(63, NAME_RULE)
  .regex(NAME_COMPONENT, NAME_RULE)
  .refine((name) => !isReservedName(name), { error: "This name is reserved: it is part of an address." })
  .brand<"ArtifactName">();
export type ArtifactName = z.output<typeof artifactNameSchema>;

/** The first part of an artifact's name; the empty string where it has none. */
export const projectNameSchema = z
  .string()
  .max(63, NAME_RULE)
  .regex(NAME_COMPONENT, NAME_RULE)
  .refine((name) => !isReservedName(name) && !RESERVED_PROJECTS.has(name) && !kindsByRoot.has(name), {
    error: "This project name is reserved: it is part of an address.",
  })
  .brand<"ProjectName">();
export type ProjectName = z.output<typeof projectNameSchema>;

/** An organization's slug; the three kind words are taken by addresses (CAT-15). */
export const orgSlugSchema = z
  .string()
  .max(63, NAME_RULE)
  .regex(NAME_COMPONENT, NAME_RULE)
  .refine((slug) => !kindsByRoot.has(slug), { error: "This slug is reserved: it is part of an address." });

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
  const name = artifactNameSchema.safeParse(second ?? first);
  const project = second === undefined ? null : projectNameSchema.safeParse(first);
  if (!name.success || (project && !project.success)) return null;
  return { kind, project: project ? project.data : null, name: name.data };
}

type IdPrefix = "org" | "usr" | "lnk" | "aud" | "crt" | "cra" | "art" | "ver" | "rep" | "upl" | "req";

/** An id that nobody can guess: 122 random bits behind a prefix that says what it names. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${crypto.randomUUID().replaceAll("-", "")}`;
}
