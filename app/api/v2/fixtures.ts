import { globSync } from "node:fs";
import path from "node:path";
import type { Route } from "#lib/http/define-route.ts";
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
