import { globSync } from "node:fs";
import path from "node:path";
import { aDraft, anArtifact } from "#lib/catalog/fixtures.ts";
import type { Route } from "#lib/http/define-route.ts";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { answerOf, aRequest, type Caller } from "#lib/http/fixtures.ts";

/** The routes of this folder, found as Next finds them: a word that is written out before a name, a name before the rest. */

const FOLDER = import.meta.dirname;
const files = globSync("**/route.ts", { cwd: FOLDER });

type Found = { file: string; params: Record<string, string | string[]> };

function matchPart(pattern: string, part: string): Record<string, string> | null {
  const name = /^\[(\w+)\]$/.exec(pattern)?.[1];
  if (name) return { [name]: decodeURIComponent(part) };
  return pattern === part ? {} : null;
}

function matchFile(file: string, parts: string[]): Found | null {
  const pattern = path.dirname(file).split(path.sep);
  const rest = /^\[\.\.\.(\w+)\]$/.exec(pattern.at(-1) ?? "")?.[1];
  const fixed = rest ? pattern.slice(0, -1) : pattern;
  if (rest ? parts.length <= fixed.length : parts.length !== fixed.length) return null;
  const matched = fixed.map((one, place) => matchPart(one, parts[place] ?? ""));
  if (matched.includes(null)) return null;
  const params = Object.assign({}, ...matched);
  if (rest) params[rest] = parts.slice(fixed.length).map(decodeURIComponent);
  return { file, params };
}

const dynamicParts = ({ file }: Found) =>
  (file.match(/\[/g) ?? []).length + (file.includes("[...") ? 100 : 0);

function findRoute(pathname: string): Found {
  const parts = pathname.replace("/api/v2/", "").split("/");
  const found = files.flatMap((file) => matchFile(file, parts) ?? []);
  const [best] = found.sort((a, b) => dynamicParts(a) - dynamicParts(b));
  return best ?? { file: "[[...path]]/route.ts", params: {} };
}

type Sent = Parameters<typeof aRequest>[1];

/** Calls the route that has this address, as a request would. */
export async function call(by: Caller | null, method: string, address: string, sent: Sent = {}) {
  const pathname = `/api/v2/${address}`;
  const { file, params } = findRoute(pathname.split("?", 1)[0] ?? "");
  const module: Record<string, Route> = await import(path.join(FOLDER, file));
  const route = module[method];
  if (!route) throw new Error(`${file} has no ${method}.`);
  return answerOf(route, aRequest(pathname, { ...sent, by, method }), params);
}

/** The artifact's repository is named with its root. */
const nameIn = (path: string, key: string, named: Named) =>
  key === "name" && path.startsWith("/org-repositories/") ? `charts~${named.name}` : named[key];

type Named = Readonly<Record<string, string>>;

const addressOf = ({ path: pattern, example }: Endpoint, named: Named) =>
  pattern.slice(1).replace(/\{(\w+)\}/g, (_all, key: string) => nameIn(pattern, key, named) ?? "none") +
  (example?.query ?? "");

let counter = 0;
/** The example of the documentation, under a name that nothing has yet. */
function bodyOf({ example, body, upload }: Endpoint): Sent {
  if (upload && !body)
    return { body: Buffer.from("not an archive"), headers: { "content-type": upload.types[0] ?? "" } };
  if (!body) return {};
  const json: unknown = example?.body ?? {};
  counter += 1;
  if (typeof json !== "object" || json === null || !("name" in json)) return { json };
  return { json: { ...json, name: `m${counter}`, ...("version" in json ? { version: "1.0.0" } : {}) } };
}

/**
 * Calls an endpoint with the example of its documentation, as the matrices of who may what do (S1).
 * @param named what stands for the names in its path; `none` for those that are not in it
 * @param sent what is sent in place of the example
 */
export function callExample(endpoint: Endpoint, by: Caller | null, named: Named, sent = bodyOf(endpoint)) {
  return call(by, endpoint.method, addressOf(endpoint, named), sent);
}

/** How a matrix calls an endpoint. */
export const keyOf = ({ method, path: pattern }: Endpoint) => `${method} ${pattern}`;

/** A private chart with one version, which the matrices ask every caller's way to. @returns what the names in paths stand for */
export async function aPublishedExample(by: Caller): Promise<Named> {
  const name = "matrix";
  const project = "matrix-project";
  await call(by, "POST", "org-projects", { json: { name: project } });
  const { facts } = await anArtifact({ by: by.viewer, name });
  const made = await aDraft(by.viewer, facts, {
    "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
    "values.yaml": "a: 1\n",
  });
  const json = { version: "1.0.0", draftCommit: made.commit, acknowledge: ["warnings"] };
  await call(by, "POST", `org-charts/${name}/versions`, { json });
  return {
    K: "org-charts",
    name,
    version: "1.0.0",
    range: "1.0.0...1.0.0",
    path: "Chart.yaml",
    id: made.commit,
    reference: "1.0.0",
    project,
  };
}
