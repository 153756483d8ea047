import { NAME_COMPONENT } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";

/** What a request under /v2 is about. Names, references and digests are texts still: each route says what it refuses of them. */
export type RegistryPath =
  | { route: "base" }
  | { route: "catalog" }
  | { route: "manifest"; name: string; reference: string }
  | { route: "blob"; name: string; digest: string }
  | { route: "uploads"; name: string }
  | { route: "upload"; name: string; id: string }
  | { route: "tags"; name: string }
  | { route: "referrers"; name: string; digest: string };

export type RegistryTarget = { path: RegistryPath; query: URLSearchParams };

/** OCI-1 counts the host, too: together they are what people write in front of a tag. */
const MAX_NAME = 255;

/** Most requests have none; nobody writes to it. */
const NO_QUERY = new URLSearchParams();

const unknownAddress = () => new Problem("address_unknown");

/** Decodes once. What then still could be read as another path is no path here; nothing is ever cleaned (OCI-17). */
function decodeSegment(raw: string): string {
  let text = raw;
  if (raw.includes("%")) {
    try {
      text = decodeURIComponent(raw);
    } catch (error) {
      throw new Problem("address_unknown", { cause: error });
    }
  }
  if (/[/\\\p{Cc}]/u.test(text) || text === "." || text === "..") throw unknownAddress();
  return text;
}

/**
 * Checks a repository name (OCI-1) in linear time: its length is bounded before any pattern looks at it (OCI-3).
 * @throws Problem "invalid_name"
 */
function checkName(segments: string[], hostLength: number): string {
  const name = segments.join("/");
  if (name.length + hostLength + 1 > MAX_NAME)
    throw new Problem("invalid_name", {
      detail: `host and repository name have at most ${MAX_NAME} characters`,
    });
  if (!segments.every((segment) => NAME_COMPONENT.test(segment)))
    throw new Problem("invalid_name", {
      detail: `${name.slice(0, 300)}: use lower-case letters and digits, separated by single dots, underscores or dashes`,
    });
  return name;
}

/** The words that a route ends with, read from the right: components of a name may be called the same (OCI-2). */
function readRoute(segments: string[], nameOf: (count: number) => string): RegistryPath | null {
  const [third, second, last] = segments.slice(-3);
  const before = segments.length;
  if (last === undefined || second === undefined || third === undefined) return null;
  if (second === "blobs" && last === "uploads") return { route: "uploads", name: nameOf(before - 2) };
  if (third === "blobs" && second === "uploads") {
    const name = nameOf(before - 3);
    return last === "" ? { route: "uploads", name } : { route: "upload", name, id: last };
  }
  if (last === "") return null;
  if (second === "manifests") return { route: "manifest", name: nameOf(before - 2), reference: last };
  if (second === "blobs") return { route: "blob", name: nameOf(before - 2), digest: last };
  if (second === "referrers") return { route: "referrers", name: nameOf(before - 2), digest: last };
  if (second === "tags" && last === "list") return { route: "tags", name: nameOf(before - 2) };
  return null;
}

/**
 * Reads the target of a request as it stands on the request line.
 * @param hostLength characters of the public host
 * @throws Problem "address_unknown" for a path that leads nowhere, "invalid_name" for a bad repository name
 */
export function parsePath(target: string, hostLength: number): RegistryTarget {
  const mark = target.indexOf("?");
  const raw = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? NO_QUERY : new URLSearchParams(target.slice(mark + 1));
  if (raw === "/v2" || raw === "/v2/") return { path: { route: "base" }, query };
  if (!raw.startsWith("/v2/")) throw unknownAddress();
  const segments = raw.slice(4).split("/").map(decodeSegment);
  if (segments.length === 1 && segments[0] === "_catalog") return { path: { route: "catalog" }, query };
  const nameOf = (count: number) => {
    if (count < 1) throw unknownAddress();
    return checkName(segments.slice(0, count), hostLength);
  };
  const path = readRoute(segments, nameOf);
  if (!path) throw unknownAddress();
  return { path, query };
}
