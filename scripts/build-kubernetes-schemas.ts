/**
 * Makes engine/kubernetes from Kubernetes' own OpenAPI documents: npm run engine:kubernetes
 *
 * Needs Go, and its module proxy the first time. Everything comes out of modules at the versions below; a module whose
 * sum is another one stops the run. The same modules give the same bytes.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "..");
const target = path.join(root, "engine/kubernetes");

/** The newest patch of each minor, and the module's sum. */
const RELEASES: Readonly<Record<string, readonly [version: string, sum: string]>> = {
  "1.25": ["v1.25.16", "h1:pdtEdre7aInDvXas+mWzpTiK/7cpcaGRyYB+Bedr2+Q="],
  "1.27": ["v1.27.16", "h1:DHFqj/HTUqHStFlRH9wCKPocqgHsjR6Q/DzYarB2QQE="],
  "1.29": ["v1.29.15", "h1:hLcyf3XmxtfkubCEmmPX5QVD7lDclXjvEUrJeP283LM="],
  "1.30": ["v1.30.14", "h1:MrlKXh9uhLIJpyxOeXhcndzRVSvwiV9iJ8NgH8nqPsg="],
  "1.32": ["v1.32.13", "h1:5TGYdZ6YZqdp6h/Rp1vX/4TIoybMPdgv97LCZCtPuNQ="],
  "1.34": ["v1.34.4", "h1:Yy6R4QB8C9kJPp25GFqEvX5XQwY5qzKeqD0Xx6oAcmk="],
  "1.36": ["v1.36.3", "h1:qDQdoMiluAE2Eab6Fa52YV+WjiGz9mZFFoagEA6cI+o="],
};

/** Where upstream says since when a version of an API is deprecated. Later ones overrule earlier ones. */
const LIFECYCLES: readonly (readonly [module: string, version: string, sum: string])[] = [
  ["k8s.io/api", "v0.25.16", "h1:6VsSxn0vCdHuAVh82EZCKoM457LuUpQQb6YXfQunz7Q="],
  ["k8s.io/api", "v0.27.16", "h1:70IBoTuiPfd+Tm68WH0tGXQRSQq0R1xnbyhTRe8WYQY="],
  ["k8s.io/api", "v0.29.15", "h1:QxPcAheYujeBwkdiE0vMyKkAtqUq5YNyXVqimT+me44="],
  ["k8s.io/api", "v0.30.14", "h1:iPq9YNOz1vHcSuN9YTmRUt8iPpB1cYPxxjgbY25xfS4="],
  ["k8s.io/api", "v0.32.13", "h1:CAtHUTtSau6UhSGcrypjKXc2365TncaxUtrIfnjUPGE="],
  ["k8s.io/api", "v0.34.4", "h1:Z5hsoQcZ2yBjelb9j5JKzCVo9qv9XLkVm5llnqS4h+0="],
  ["k8s.io/api", "v0.36.3", "h1:NxB+05W2UGqXWFXcLO0RB5cnqnUPP5v5sVlaOH0Iz4w="],
  ["k8s.io/apiextensions-apiserver", "v0.36.3", "h1:dPmOAPhwTtqb1bTxbFPsy18KHPhktQeO3WUPXunZIB0="],
  ["k8s.io/kube-aggregator", "v0.36.3", "h1:eypRCZKyGx3u9TLdnLva47l6R/67Zs9h9FQI+uMruaY="],
];

/**
 * Upstream's own "required" that the server does not ask for: it fills the field in, or takes its absence for empty. Read in
 * pkg/apis/{apps,networking,rbac}/validation of the module.
 */
const NOT_ASKED_FOR: Readonly<Record<string, readonly string[]>> = {
  "io.k8s.api.apps.v1.StatefulSetSpec": ["serviceName"],
  "io.k8s.api.networking.v1.NetworkPolicySpec": ["podSelector"],
};

/** A string in the document, but numbers are read too (k8s.io/apimachinery, resource.Quantity): told by a format of ours. */
const QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";

const goModuleSchema = z.object({ Dir: z.string(), Sum: z.string() });

/** @returns the folder of the module's files */
function fetchModule(scratch: string, name: string, version: string, sum: string): string {
  const answer: unknown = JSON.parse(
    execFileSync("go", ["mod", "download", "-json", `${name}@${version}`], {
      cwd: scratch,
      encoding: "utf8",
      env: { ...process.env, GOFLAGS: "-mod=mod", GOWORK: "off" },
    }),
  );
  const module = goModuleSchema.parse(answer);
  if (module.Sum !== sum) throw new Error(`${name}@${version} has the sum ${module.Sum}, not ${sum}`);
  return module.Dir;
}

type Node = { [key: string]: unknown };
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const KEPT = new Set([
  "$ref",
  "additionalProperties",
  "description",
  "enum",
  "format",
  "items",
  "properties",
  "required",
  "type",
  "x-kubernetes-int-or-string",
  "x-kubernetes-list-map-keys",
  "x-kubernetes-list-type",
  "x-kubernetes-preserve-unknown-fields",
]);

/** A schema with what checks and completion read, keys in order. */
function reduce(node: Node): Node {
  const kept: Node = {};
  for (const key of Object.keys(node).toSorted()) {
    const value = node[key];
    if (!KEPT.has(key)) continue;
    if (key === "properties" && isNode(value)) kept[key] = reduceEach(value);
    else if (isNode(value)) kept[key] = reduce(value);
    else kept[key] = value;
  }
  return kept;
}

const reduceEach = (nodes: Node): Node =>
  Object.fromEntries(
    Object.keys(nodes)
      .toSorted()
      .flatMap((name) => {
        const node = nodes[name];
        return isNode(node) ? [[name, reduce(node)]] : [];
      }),
  );

const swaggerSchema = z.object({
  definitions: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const kindsSchema = z.array(z.object({ group: z.string(), version: z.string(), kind: z.string() }));

type Reduced = { kinds: Record<string, string>; definitions: Node };

function reduceDocument(document: unknown): Reduced {
  const { definitions } = swaggerSchema.parse(document);
  const kinds: Record<string, string> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    const said = kindsSchema.safeParse(definition["x-kubernetes-group-version-kind"]);
    // What stands for every group at once (DeleteOptions, WatchEvent) is asked by verbs and never written in a manifest.
    if (!said.success || said.data.length !== 1) continue;
    for (const { group, version, kind } of said.data)
      kinds[`${group === "" ? "" : `${group}/`}${version} ${kind}`] = name;
  }
  for (const [name, waived] of Object.entries(NOT_ASKED_FOR)) {
    const definition = definitions[name];
    if (definition && Array.isArray(definition.required))
      definition.required = definition.required.filter((field) => !waived.includes(field));
  }
  const quantity = definitions[QUANTITY];
  if (!quantity) throw new Error(`there is no ${QUANTITY}`);
  quantity.format = "quantity";
  return {
    kinds: Object.fromEntries(Object.entries(kinds).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    definitions: reduceEach(definitions),
  };
}

type Lifecycle = { deprecated?: string; removed?: string; use?: string };

/** Reads the generated Go: `func (in *X) APILifecycleRemoved() (major, minor int) { return 1, 25 }`. */
function readLifecycles(folder: string, lifecycles: Map<string, Lifecycle>): void {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("zz_generated.prerelease-lifecycle.go"))
    .toSorted();
  for (const file of files) {
    const apiVersion = readApiVersion(path.join(folder, path.dirname(file)));
    const text = readFileSync(path.join(folder, file), "utf8");
    const methods = /func \(in \*(\w+)\) APILifecycle(\w+)\(\)[^{]*\{\s*return ([^\n]*)/g;
    for (const [, kind = "", method = "", answer = ""] of text.matchAll(methods)) {
      const key = `${apiVersion} ${kind}`;
      if (!kind.endsWith("List"))
        lifecycles.set(key, { ...lifecycles.get(key), ...readMethod(method, answer) });
    }
  }
}

function readMethod(method: string, answer: string): Lifecycle {
  const minor = answer.replace(", ", ".");
  if (method === "Deprecated") return { deprecated: minor };
  if (method === "Removed") return { removed: minor };
  return method === "Replacement" ? { use: readReplacement(answer) } : {};
}

/** The group is in a constant of the package, its version is the folder's name. */
function readApiVersion(folder: string): string {
  const group = /GroupName\s*=\s*"([^"]*)"/.exec(readFileSync(path.join(folder, "register.go"), "utf8"))?.[1];
  if (group === undefined) throw new Error(`${folder}/register.go names no group`);
  return group === "" ? path.basename(folder) : `${group}/${path.basename(folder)}`;
}

function readReplacement(answer: string): string {
  const field = (name: string) => new RegExp(`${name}:\\s*"([^"]*)"`).exec(answer)?.[1] ?? "";
  const group = field("Group");
  return `${group === "" ? "" : `${group}/`}${field("Version")} ${field("Kind")}`;
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

function compress(text: string): Buffer {
  const bytes = Buffer.from(text);
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

type Presence = { since?: string; until?: string };

/** First and last of our minors that serve a kind; where all of them do, nothing. */
function tellPresence(key: string, kindsByMinor: ReadonlyMap<string, ReadonlySet<string>>): Presence {
  const minors = [...kindsByMinor.keys()];
  const there = minors.filter((minor) => kindsByMinor.get(minor)?.has(key));
  const [since, until] = [there[0], there.at(-1)];
  return {
    ...(since && since !== minors[0] ? { since } : {}),
    ...(until && until !== minors.at(-1) ? { until } : {}),
  };
}

function writeLifecycles(
  lifecycles: ReadonlyMap<string, Lifecycle>,
  kindsByMinor: ReadonlyMap<string, ReadonlySet<string>>,
): string {
  const served = [...kindsByMinor.values()].flatMap((kinds) => [...kinds]);
  const keys = [...lifecycles.keys(), ...served.filter((key) => !key.endsWith("List"))];
  const rows = [...new Set(keys)].toSorted().flatMap((key) => {
    const all = { ...lifecycles.get(key), ...tellPresence(key, kindsByMinor) };
    return Object.keys(all).length === 0 ? [] : [`  ${JSON.stringify(key)}: ${JSON.stringify(all)}`];
  });
  return `{\n${rows.join(",\n")}\n}\n`;
}

function main(): void {
  const scratch = mkdtempSync(path.join(tmpdir(), "kubernetes-schemas-"));
  try {
    writeFileSync(path.join(scratch, "go.mod"), "module scratch\n\ngo 1.24\n");
    const kindsByMinor = new Map<string, ReadonlySet<string>>();
    const schemas: Record<string, object> = {};
    for (const [minor, [version, sum]] of Object.entries(RELEASES)) {
      const folder = fetchModule(scratch, "k8s.io/kubernetes", version, sum);
      const source = readFileSync(path.join(folder, "api/openapi-spec/swagger.json"));
      const { kinds, definitions } = reduceDocument(JSON.parse(source.toString("utf8")));
      kindsByMinor.set(minor, new Set(Object.keys(kinds)));
      const text = JSON.stringify({ minor, version, kinds, definitions });
      const packed = compress(text);
      const file = `${minor}.json.br`;
      writeFileSync(path.join(target, file), packed);
      writeFileSync(path.join(target, "LICENSE"), readFileSync(path.join(folder, "LICENSE")));
      schemas[minor] = {
        module: `k8s.io/kubernetes@${version}`,
        sum,
        source: { path: "api/openapi-spec/swagger.json", sha256: sha256(source) },
        file,
        sha256: sha256(packed),
        contentSha256: sha256(Buffer.from(text)),
        bytes: packed.length,
        contentBytes: Buffer.byteLength(text),
      };
      console.log(`${file}: ${Object.keys(kinds).length} kinds, ${packed.length} bytes`);
    }
    const lifecycles = new Map<string, Lifecycle>();
    for (const [name, version, sum] of LIFECYCLES)
      readLifecycles(fetchModule(scratch, name, version, sum), lifecycles);
    const table = writeLifecycles(lifecycles, kindsByMinor);
    writeFileSync(path.join(target, "api-lifecycle.json"), table);
    const provenance = {
      license: "Apache-2.0",
      schemas,
      lifecycle: {
        modules: LIFECYCLES.map(([name, version, sum]) => ({ module: `${name}@${version}`, sum })),
        file: "api-lifecycle.json",
        sha256: sha256(Buffer.from(table)),
      },
    };
    writeFileSync(path.join(target, "provenance.json"), `${JSON.stringify(provenance, null, 2)}\n`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

main();
