import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Endpoint } from "#lib/http/endpoint.ts";
import { aCaller, type Caller, withoutRequestId } from "#lib/http/fixtures.ts";
import { anImage, aRegistry, digestOf, IMAGE, type RegistryFixture } from "#lib/oci/fixtures.ts";
import { aMember } from "#lib/organization/fixtures.ts";
import { allEndpoints } from "./_endpoints/all.ts";
import { call } from "./fixtures.ts";

// NB-15 at the portal API, as non-interference: an organization has public things, and everything there is to ask is asked by
// a stranger and by the owner of another organization. Then it gets hidden things, full of words that nobody else uses, and
// all is asked again. No answer may differ by a byte, whether it lists, counts, hints or refuses; and none has such a word.

const WORD_LENGTH = 12;
const aWord = () => `q${crypto.randomUUID().replaceAll("-", "").slice(0, WORD_LENGTH)}`;

/** What hidden things are made of, by what the word stands in. Known from the start, so that it can be asked for before. */
const words = {
  fork: aWord(),
  chart: aWord(),
  bundle: aWord(),
  beside: aWord(),
  project: aWord(),
  version: aWord(),
  description: aWord(),
  label: aWord(),
  notes: aWord(),
  file: aWord(),
  content: aWord(),
  draft: aWord(),
  commit: aWord(),
  reason: aWord(),
  repository: aWord(),
  tag: aWord(),
  invite: aWord(),
  registryToken: aWord(),
  apiToken: aWord(),
  host: aWord(),
  username: aWord(),
  policy: aWord(),
  group: aWord(),
  title: aWord(),
};
const HIDDEN_TAG = `1.2.0-${words.version}`;

let registry: RegistryFixture;
let owner: Caller;
let foreign: Caller;
/** Ids of hidden things; they are known only afterwards. */
const ids: string[] = [];

const made = z.looseObject({ id: z.string().optional(), commit: z.string().optional() });
async function make(method: string, address: string, json: unknown): Promise<string> {
  const { status, body, text } = await call(owner, method, address, { json });
  if (status > 299) throw new Error(`${method} ${address}: ${status} ${text}`);
  const { id, commit } = made.parse(body ?? {});
  return id ?? commit ?? "";
}

const configMap = (word: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shown\ndata:\n  word: ${word}\n`;
const chartFiles = (name: string, version: string, word: string): Record<string, string> => ({
  "Chart.yaml": `apiVersion: v2\nname: ${name}\nversion: ${version}\n`,
  "values.yaml": "a: 1\n",
  "templates/one.yaml": configMap(word),
});
const save = (at: string, parent: string | null, files: Record<string, string>, message = "Change") =>
  make("POST", `${at}/draft/commits`, {
    parent,
    message,
    changes: Object.entries(files).map(([path, content]) => ({ op: "put", path, content })),
  });
async function publish(at: string, files: Record<string, string>, version: string, notes = "") {
  const draftCommit = await save(at, null, files);
  await make("POST", `${at}/versions`, { version, draftCommit, notes, acknowledge: ["warnings"] });
  return draftCommit;
}

async function makeShown(): Promise<string> {
  await make("POST", "org-projects", { name: "open" });
  const chart = { name: "shown", project: "open", visibility: "public" };
  await make("POST", "org-charts", { ...chart, description: "For everybody" });
  const head = await publish("org-charts/open~shown", chartFiles("shown", "1.0.0", "plain"), "1.0.0");
  await make("POST", "org-manifest-bundles", { name: "bundle", visibility: "public" });
  await publish("org-manifest-bundles/bundle", { "one.yaml": configMap("plain") }, "1.0.0");
  // What is hidden already: where a public chart was forked from.
  await make("POST", "org-charts", { name: words.fork, visibility: "private" });
  await publish(`org-charts/${words.fork}`, chartFiles(words.fork, "1.0.0", "plain"), "1.0.0");
  await make("POST", `org-charts/${words.fork}/fork`, { name: "copied" });
  await make("PATCH", "org-charts/copied", { visibility: "public" });
  return head;
}

async function makeHiddenContent(shownHead: string): Promise<void> {
  const { project, chart, bundle, beside, description } = words;
  ids.push(await make("POST", "org-projects", { name: project, title: words.title }));
  const artifact = { visibility: "private", description };
  await make("POST", "org-charts", { ...artifact, name: chart, project });
  const files = {
    ...chartFiles(chart, HIDDEN_TAG, words.content),
    [`files/${words.file}.txt`]: words.content,
  };
  const at = `org-charts/${project}~${chart}`;
  ids.push(await publish(at, files, HIDDEN_TAG, words.notes));
  await make("PATCH", at, { labels: { [words.label]: "yes" } });
  await make("PUT", `${at}/versions/${HIDDEN_TAG}/lifecycle`, { state: "deprecated", reason: words.reason });
  await make("POST", "org-charts", { ...artifact, name: beside, project: "open" });
  await publish(`org-charts/open~${beside}`, chartFiles(beside, "1.0.0", words.content), "1.0.0");
  await make("POST", "org-manifest-bundles", { ...artifact, name: bundle });
  await publish(`org-manifest-bundles/${bundle}`, { "one.yaml": configMap(words.content) }, "1.0.0");
  const draft = { [`${words.draft}.txt`]: words.draft };
  ids.push(await save("org-charts/open~shown", shownHead, draft, words.commit));
  const name = `files/${words.repository}`;
  for (const bytes of ["{}", words.content]) await registry.push(name, bytes);
  const image = anImage([words.content]);
  ids.push(digestOf(image), digestOf(words.content));
  const sent = { body: image, headers: { "content-type": IMAGE } };
  expect((await registry.ask("PUT", `/v2/${name}/manifests/${words.tag}`, sent)).status).toBe(201);
}

async function makeHiddenSettings(): Promise<void> {
  const { viewer } = await aCaller({ role: "member", of: registry.org });
  ids.push(viewer.actor.id, viewer.actor.email ?? "");
  ids.push((await aMember(registry.org, "viewer")).actor.id);
  const immutable = { pattern: `files/${policy}`, immutable: true, delete: false };
  const each: [string, object][] = [
    ["org-members", { email: `${invite}@example.com`, role: "member" }],
    ["org-registry-tokens", { name: registryToken, scope: "pull" }],
    ["org-api-tokens", { name: apiToken, scope: "read" }],
    ["org-oci-credentials", { host: `${host}.example.com`, username, password: aWord() }],
    ["org-repository-policies", immutable],
    ["org-group-roles", { group, role: "member" }],
  ];
  for (const [address, body] of each) ids.push(await make("POST", address, body));
}

/** What is an admin's affair within the organization, too. */
const { invite, registryToken, apiToken, host, username, policy, group } = words;
const ofAdmins = [invite, registryToken, apiToken, host, username, policy, group];

type Values = Readonly<Record<string, readonly string[]>>;
const shownAndHidden: Values = {
  K: ["org-charts", "org-manifest-bundles"],
  name: [
    "open~shown",
    "copied",
    words.fork,
    words.bundle,
    `${words.project}~${words.chart}`,
    `open~${words.beside}`,
  ],
  version: ["1.0.0", HIDDEN_TAG, "1.0"],
  range: ["1.0.0...1.0.0", `1.0.0...${HIDDEN_TAG}`],
  path: ["Chart.yaml", `files/${words.file}.txt`, `${words.draft}.txt`],
  reference: ["1.0.0", words.tag],
  project: ["open", words.project],
  id: ["none"],
};
const REPOSITORIES = [
  "charts~open~shown",
  `charts~${words.project}~${words.chart}`,
  `files~${words.repository}`,
];

/** Every address of an endpoint, with each of these for each name in its path. */
function addressesOf({ path }: Endpoint, values: Values): string[] {
  const pathKeys = [...path.matchAll(/\{(\w+)\}/g)].map(([, key = ""]) => key);
  let addresses = [path.slice(1)];
  for (const key of pathKeys) {
    const those =
      key === "name" && path.startsWith("/org-repositories/") ? REPOSITORIES : (values[key] ?? []);
    addresses = addresses.flatMap((one) => those.map((value) => one.replace(`{${key}}`, value)));
  }
  return addresses;
}

const propertySchema = z.looseObject({ enum: z.array(z.string()).optional(), type: z.string().optional() });
const propertiesSchema = z.looseObject({ properties: z.record(z.string(), propertySchema).default({}) });
const SEARCHED = [words.chart, words.description, words.project, `label:${words.label}`, words.repository];

/** What may be asked of it, from its schema: each word of a closed set, and hidden words for each text. */
function queriesOf({ query, example }: Endpoint): string[] {
  if (!query) return [""];
  const json = z.toJSONSchema(query, { io: "input", unrepresentable: "any" });
  const { properties } = propertiesSchema.parse(json);
  const each = Object.entries(properties).flatMap(([key, { enum: closed, type }]) =>
    (closed ?? (type === "string" ? SEARCHED : ["1", "true"])).map((value) => `${key}=${value}`),
  );
  return ["", ...each, ...(example?.query ? [example.query.slice(1)] : [])];
}

/** Asking for these is a deed that the asker's own log tells. */
const EXPORTS = ["/audit/export", "/org/export"];

/** Every GET; writes of strangers are refused before anything is looked at (who-may.db.test.ts). */
function questions(who: "stranger" | "member", values: Values): string[] {
  const org = who === "stranger" ? `org=${registry.org.slug}` : "";
  const leftOut = ["/openapi.json", "/rate-limit", ...(who === "stranger" ? [] : EXPORTS)];
  return allEndpoints
    .filter(({ method, path }) => method === "GET" && !leftOut.includes(path))
    .flatMap((endpoint) =>
      addressesOf(endpoint, values).flatMap((address, nth) =>
        (nth < 2 ? queriesOf(endpoint) : [""]).map(
          (query) => `${address}?${[org, query].filter(Boolean).join("&")}`,
        ),
      ),
    );
}

async function ask(by: Caller | null, address: string): Promise<string> {
  const { status, headers, text } = await call(by, "GET", address);
  const kept = [...headers].filter(([name]) => !["x-request-id", "date"].includes(name));
  return [status, ...kept.map(([name, value]) => `${name}: ${value}`), withoutRequestId(text)].join("\n");
}

type Asked = Map<string, string>;
async function askAll(by: Caller | null, isAsked = (_address: string) => true): Promise<Asked> {
  const answers: Asked = new Map();
  for (const address of questions(by ? "member" : "stranger", shownAndHidden).filter(isAsked))
    answers.set(address, await ask(by, address));
  return answers;
}

/** Nothing of one artifact or repository. */
const isOfOrganization = (address: string) =>
  !/^org-(?:charts|manifest-bundles|repositories)\/./.test(address);
/** Without queries, and without what the engine has to render first. */
const isToldAsItIs = (address: string) => address.endsWith("?") && !/rendered|review|compare/.test(address);

const before: Record<string, Asked> = {};
const after: Record<string, Asked> = {};
let ofOwner: string;

beforeAll(async () => {
  registry = await aRegistry();
  owner = await aCaller({ role: "owner", scope: "admin", of: registry.org });
  foreign = await aCaller({ role: "owner", scope: "admin" });
  const head = await makeShown();
  before.stranger = await askAll(null);
  before.foreign = await askAll(foreign);
  await makeHiddenContent(head);
  await makeHiddenSettings();
  after.stranger = await askAll(null);
  after.foreign = await askAll(foreign);
  after.export = new Map([["audit/export", await ask(foreign, "audit/export")]]);
  ofOwner = [...(await askAll(owner, isToldAsItIs)).values()].join("\n");
}, 300_000);
afterAll(() => registry.close());

/** What nobody but members may be told, of which the question itself says nothing. */
const told = (question: string, answer: string) =>
  [...Object.values(words), ...ids.filter(Boolean)].filter(
    (word) => !decodeURIComponent(question).includes(word) && answer.includes(word),
  );

describe("NB-15: what one may not see changes no answer of the portal API", () => {
  it("is there: its owner is told every word of it", () => {
    expect(Object.entries(words).filter(([, word]) => !ofOwner.includes(word))).toEqual([]);
  });

  it.each(["viewer", "member"] as const)(
    "NB-15 ROLE-5: a %s is told nothing that is for admins",
    async (role) => {
      const by = await aCaller({ role, scope: "admin", of: registry.org });
      for (const [question, answer] of await askAll(by, isOfOrganization)) {
        const shown = ofAdmins.filter((word) => !question.includes(word) && answer.includes(word));
        expect([question, shown]).toEqual([question, []]);
      }
    },
    60_000,
  );

  for (const who of ["stranger", "foreign"] as const) {
    it(`NB-15 CAT-34: ${who}: every answer is the one from before it was there, to the byte`, () => {
      expect(after[who]?.size).toBeGreaterThan(100);
      for (const [question, answer] of after[who] ?? [])
        expect(`${question}\n${answer}`).toBe(`${question}\n${before[who]?.get(question)}`);
    });

    it(`NB-15 S11: ${who}: no answer has a word or an id of it`, () => {
      for (const [question, answer] of [...(after[who] ?? []), ...(after.export ?? [])])
        expect([question, told(question, answer)]).toEqual([question, []]);
    });

    it(`NB-15 S11: ${who}: its true ids are answered as those that never were`, async () => {
      const by = who === "stranger" ? null : foreign;
      for (const id of ids.filter(Boolean)) {
        const ghost = id.replace(/.{6}$/, "000000");
        const values = {
          ...shownAndHidden,
          id: [id],
          reference: [id],
          name: ["open~shown"],
          K: ["org-charts"],
        };
        const those = questions(by ? "member" : "stranger", values).filter((one) => one.includes(id));
        for (const address of those) {
          const none = await ask(by, address.replace(id, ghost));
          const real = await ask(by, address);
          expect(`${address}\n${real.replaceAll(id, ghost)}`).toBe(`${address}\n${none}`);
        }
      }
    }, 120_000);
  }
});
