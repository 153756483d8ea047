/** A registry, or a part of one: `ghcr.io` and `acme`. */
export type RegistryPlace = {
  /** As people know it, with its port unless it is 443. */
  host: string;
  /** Without slashes at its ends; empty: all of the host. */
  path: string;
};

/** Names under which Docker Hub is known; it is kept and shown as the first (GOH-62). */
const DOCKER_HUB = [
  "docker.io",
  "index.docker.io",
  "registry-1.docker.io",
  "registry.hub.docker.com",
  "hub.docker.com",
];
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** @returns null for what is no host; numbers are IPv4 addresses in four parts or nothing */
function cleanHost(text: string): string | null {
  const url = URL.parse(`https://${text}`);
  if (!url || url.username || url.password || url.pathname !== "/" || url.search || url.hash) return null;
  const host = url.hostname.replace(/\.$/, "");
  const port = url.port ? `:${url.port}` : "";
  if (url.port === "0") return null;
  if (host.startsWith("[")) return host + port;
  if (/^\d+(\.\d+){3}$/.test(host))
    return text.replace(/:\d+$/, "").replace(/\.$/, "") === host ? host + port : null;
  if (host.length > 253 || !host.split(".").every((label) => LABEL.test(label))) return null;
  return DOCKER_HUB.includes(host) && !port ? "docker.io" : host + port;
}

const withoutScheme = (text: string) =>
  /^(?:(?:https?|oci|docker):\/\/)?(.*)$/is.exec(text.trim())?.[1] ?? "";
const isPath = (parts: string[]) => parts.every((part) => COMPONENT.test(part));

/**
 * Keeps of what people paste the registry that it names (GOH-62): `https://ghcr.io/v2/org` is `ghcr.io`. A path is kept where it is
 * written on purpose, without a scheme: `ghcr.io/acme`.
 * @returns a sentence about what is wrong, where it names none
 */
export function cleanRegistry(text: string): RegistryPlace | string {
  const hasScheme = /^[a-z]+:\/\//i.test(text.trim());
  const rest = withoutScheme(text)
    .toLowerCase()
    .replace(/[?#].*$/s, "");
  const [first = "", ...more] = rest.split("/");
  if (first.includes("@"))
    return "Give the host without user name and password; they have fields of their own.";
  const host = /[\s\p{C}]/u.test(rest) || rest.includes("://") ? null : cleanHost(first);
  if (host === null) return "Give the host of a registry, such as ghcr.io or r.example.com:5000.";
  const parts = more.filter((part) => part !== "");
  const isApi = parts[0] === "v1" || parts[0] === "v2";
  if (hasScheme || isApi) return { host, path: "" };
  if (!isPath(parts)) return "A path has no tag and no digest: ghcr.io/acme.";
  return { host, path: parts.join("/") };
}

/** `ghcr.io/acme`: what people call it. */
export const registryName = ({ host, path }: RegistryPlace): string => (path ? `${host}/${path}` : host);

/** The host, with its port, that speaks for a registry. */
export const endpointOf = (host: string): string => (host === "docker.io" ? "registry-1.docker.io" : host);

/** A repository's name as people paste it, with or without scheme. @returns null for what is none */
export function cleanRepository(text: string): string | null {
  const parts = withoutScheme(text).toLowerCase().replace(/\/+$/, "").split("/");
  const first = parts[0] ?? "";
  // What stands before the first slash is a host where it looks like one, as every client of registries reads it.
  const isHost =
    parts.length > 1 && (/[.:]/.test(first) || first === "localhost") && cleanHost(first) !== null;
  const named = isHost ? parts.slice(1) : parts;
  return isPath(named) && named.join("/").length <= 255 ? named.join("/") : null;
}

/**
 * Registry and repository of a reference (`oci://ghcr.io/acme/web:1.0`, `ghcr.io/acme/web@sha256:…`).
 * @returns null where it names no registry
 */
export function splitReference(reference: string): RegistryPlace | null {
  const [first = "", ...more] = withoutScheme(reference).split("/");
  const host = cleanHost(first.toLowerCase());
  if (host === null || more.length === 0) return null;
  const path = more
    .join("/")
    .replace(/@.*$/s, "")
    .replace(/:[^/]*$/, "")
    .toLowerCase();
  return isPath(path.split("/")) ? { host, path } : null;
}
