import { type ArtifactKind, KIND_ROOTS, nameSegment } from "./ids.ts";

/** Addresses of pages (DESIGN, section 8). Every link is made here, so that an address can be copied and means the same. */

/** What an artifact's address is made of: a ref, or the view of one. */
export type Addressed = { kind: ArtifactKind; project: string | null; name: string };

/** Keeps the slashes of a path and encodes each part between them. */
const encodePath = (path: string) => path.split("/").map(encodeURIComponent).join("/");

export const catalogAddress = (kind: ArtifactKind) => `/${KIND_ROOTS[kind]}`;
/** @param project the one that it is to be in */
export const newArtifactAddress = (kind: ArtifactKind, project?: string) =>
  `${catalogAddress(kind)}/new${project ? `?project=${encodeURIComponent(project)}` : ""}`;
export const PROJECTS_ADDRESS = "/projects";
export const projectAddress = (project: string, view?: "members" | "settings") =>
  `${PROJECTS_ADDRESS}/${encodeURIComponent(project)}${view ? `/${view}` : ""}`;
export const artifactAddress = (of: Addressed) => `${catalogAddress(of.kind)}/${nameSegment(of)}`;
export const historyAddress = (of: Addressed) => `${artifactAddress(of)}/history`;
export const commitAddress = (of: Addressed, commit: string) => `${historyAddress(of)}/${commit}`;
export const versionsAddress = (of: Addressed) => `${artifactAddress(of)}/versions`;
export const versionAddress = (of: Addressed, tag: string) =>
  `${versionsAddress(of)}/${encodeURIComponent(tag)}`;

/** @param path of a file; without it the list of files. @param lines first and last, both included */
export function versionFileAddress(
  of: Addressed,
  tag: string,
  path?: string,
  lines?: [number, number],
): string {
  const file = path === undefined ? "" : `/${encodePath(path)}`;
  const range = lines ? `#L${lines[0]}${lines[1] === lines[0] ? "" : `-L${lines[1]}`}` : "";
  return `${versionAddress(of, tag)}/files${file}${range}`;
}

/** @param at an open file, and its line */
export function editorAddress(of: Addressed, at?: { file: string; line?: number }): string {
  const query = at ? `?file=${encodePath(at.file)}${at.line === undefined ? "" : `#L${at.line}`}` : "";
  return `${artifactAddress(of)}/editor${query}`;
}

export function compareAddress(of: Addressed, from: string, to: string): string {
  return `${artifactAddress(of)}/compare/${encodeURIComponent(from)}...${encodeURIComponent(to)}`;
}

/** Addresses of pages below `/registry` that are no repositories. */
const REGISTRY_WORDS = new Set(["limits"]);

/**
 * A repository's page, or that of one tag or manifest in it. A name that is a page's own word is written with a tilde before
 * it, which no name can begin with.
 */
export function repositoryAddress(name: string, at: { tag?: string | null; digest?: string } = {}): string {
  const query = at.tag
    ? `?tag=${encodeURIComponent(at.tag)}`
    : at.digest
      ? `?digest=${encodeURIComponent(at.digest)}`
      : "";
  return `/registry/${REGISTRY_WORDS.has(name) ? "~" : ""}${name}${query}`;
}

/** `payments~api`: the one path segment that the portal API has for a repository. */
export const repositorySegment = (name: string) => name.replaceAll("/", "~");
