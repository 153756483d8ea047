import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isNarrower } from "#lib/ids/narrower-pattern.ts";
import { matchesPattern } from "#lib/ids/repository-pattern.ts";
import {
  aChartPush,
  anImage,
  aRegistry,
  aToken,
  descriptor,
  digestOf,
  helmPush,
  IMAGE,
  type RegistryFixture,
  type Reply,
} from "./fixtures.ts";
import { ROUTES } from "./routes.ts";

// NB-15, by property: random repositories, random patterns, every door. Each repository has a word of its own, a canary, in its
// name, tags, blobs and manifests; no answer to a token may have the canary of a repository that it does not reach.

/** A small generator of our own, so that a failure can be repeated. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
const random = randomOf(20_261_121);
const pick = <T>(of: readonly T[]): T => {
  const one = of[random(of.length)];
  if (one === undefined) throw new Error("There is nothing to pick from.");
  return one;
};

type Repo = { name: string; canary: string; tag: string; blob: string; manifest: string };
const PROJECTS = ["payments", "search", "pay"] as const;
const PLACES: readonly ((canary: string) => string)[] = [
  ...PROJECTS.flatMap((project) => [
    (canary: string) => `charts/${project}/${canary}`,
    (canary: string) => `${project}/${canary}`,
    (canary: string) => `${project}/deep/${canary}`,
  ]),
  (canary) => `charts/${canary}`,
  (canary) => `images/${canary}`,
];

let registry: RegistryFixture;
let repos: Repo[] = [];

async function fill(name: string, canary: string): Promise<Repo> {
  if (name.startsWith("charts/")) {
    const chart = await aChartPush(canary, "1.0.0", { content: `text of ${canary}` });
    const { status, body } = await helmPush(registry, name, chart);
    if (status !== 201) throw new Error(`${name}: ${body}`);
    return { name, canary, tag: chart.tag, blob: digestOf(chart.archive), manifest: chart.digest };
  }
  const layer = `layer of ${canary}`;
  const tag = `tag-${canary}`;
  for (const bytes of ["{}", layer]) await registry.push(name, bytes);
  const image = anImage([layer]);
  const subject = { subject: descriptor(image, IMAGE), annotations: { canary } };
  const headers = { "content-type": IMAGE };
  await registry.ask("PUT", `/v2/${name}/manifests/${tag}`, { body: image, headers });
  const referrer = anImage([], subject);
  await registry.ask("PUT", `/v2/${name}/manifests/${digestOf(referrer)}`, { body: referrer, headers });
  return { name, canary, tag, blob: digestOf(layer), manifest: digestOf(image) };
}

beforeAll(async () => {
  registry = await aRegistry();
  repos = [];
  for (const [place, nameOf] of PLACES.entries()) {
    const canary = `canary${place}${random(1e6).toString(36)}x`;
    repos.push(await fill(nameOf(canary), canary));
  }
}, 60_000);
afterAll(() => registry.close());

function aPattern(): string {
  const one = () => {
    const { name } = pick(repos);
    const parts = name.split("/");
    const cut = parts.map((part, place) =>
      place > 0 && random(2) === 0 ? pick(["*", "**", `${part.slice(0, 3)}*`]) : part,
    );
    return pick([
      name,
      cut.join("/"),
      `${parts.slice(0, -1).join("/")}/*`,
      `${parts[0]}/**`,
      "**/*x",
      "charts/payments/*",
    ]);
  };
  return random(4) === 0 ? `${one()},${one()}` : one();
}

/** All that an answer says: status, headers, body; without what differs from one answer to the next. */
function wordsOf({ status, raw, body }: Reply): string {
  const volatile = /^(?:date|x-request-id|ratelimit-.*|docker-upload-uuid|location|keep-alive)$/i;
  const headers = raw.flatMap((name, at) =>
    at % 2 === 0 && !volatile.test(name) ? [`${name}: ${raw[at + 1]}`] : [],
  );
  return [status, ...headers, body.toString("latin1")].join("\n");
}

type Door = { route: string; method: string; path: (repo: Repo) => string; body?: string };
const missing = digestOf("nobody has this");
const doors: Door[] = [
  ...["GET", "HEAD"].flatMap((method) => [
    { route: "tags", method, path: ({ name }: Repo) => `/v2/${name}/tags/list` },
    { route: "manifest", method, path: ({ name, tag }: Repo) => `/v2/${name}/manifests/${tag}` },
    { route: "manifest", method, path: ({ name, manifest }: Repo) => `/v2/${name}/manifests/${manifest}` },
    { route: "manifest", method, path: ({ name, tag }: Repo) => `/v2/${name}/manifests/${tag}1` },
    { route: "blob", method, path: ({ name, blob }: Repo) => `/v2/${name}/blobs/${blob}` },
    { route: "referrers", method, path: ({ name, manifest }: Repo) => `/v2/${name}/referrers/${manifest}` },
  ]),
  { route: "uploads", method: "POST", path: ({ name }) => `/v2/${name}/blobs/uploads/` },
  { route: "uploads", method: "POST", path: ({ name, blob }) => `/v2/${name}/blobs/uploads/?mount=${blob}` },
  { route: "manifest", method: "PUT", path: ({ name }) => `/v2/${name}/manifests/other`, body: anImage([]) },
  { route: "manifest", method: "DELETE", path: ({ name, manifest }) => `/v2/${name}/manifests/${manifest}` },
  { route: "blob", method: "DELETE", path: ({ name, blob }) => `/v2/${name}/blobs/${blob}` },
  ...["GET", "PATCH", "PUT", "DELETE"].map((method) => ({
    route: "upload",
    method,
    path: ({ name }: Repo) => `/v2/${name}/blobs/uploads/none${method === "PUT" ? `?digest=${missing}` : ""}`,
  })),
];

/** The same place, where nothing ever was: one letter of the canary is another. */
const ghostOf = (repo: Repo): Repo => ({
  ...repo,
  name: repo.name.replace(repo.canary, repo.canary.replace("canary", "ghosty")),
});
const ROUNDS = 6;
/** Hidden repositories that all doors are asked for in one round. */
const PER_ROUND = 4;

function expectNoCanary(reply: Reply, hidden: readonly Repo[], about: string): void {
  const said = wordsOf(reply);
  const words = hidden.flatMap(({ canary, blob, manifest }) => [canary, blob, manifest]);
  expect(
    words.filter((word) => said.includes(word)),
    about,
  ).toEqual([]);
}

const isRead = (method: string, path: string) =>
  ["GET", "HEAD"].includes(method) && !path.includes("/uploads/");

/** The answer is the one for a name that never was, and has no word of any other hidden repository. */
async function expectHidden(token: string, pattern: string, repo: Repo, door: Door): Promise<void> {
  const ghost = ghostOf(repo);
  if (matchesPattern(pattern, ghost.name)) return;
  const { method, path, body } = door;
  const sent = { token, ...(body ? { body, headers: { "content-type": IMAGE } } : {}) };
  const real = await registry.ask(method, path(repo), sent);
  const none = await registry.ask(method, path(ghost), sent);
  const about = `${pattern}: ${method} ${path(repo)}`;
  expect(real.status, about).toBe(isRead(method, path(repo)) ? 404 : 403);
  expect(wordsOf(real).replaceAll(repo.name, ghost.name), about).toBe(wordsOf(none));
  const others = repos.filter((one) => one !== repo && !matchesPattern(pattern, one.name));
  expectNoCanary(real, others, about);
}

describe("NB-15 GL-13: what a token reaches", () => {
  it("NB-15: every route that names a repository is among the doors", () => {
    const asked = new Set(doors.map(({ route, method }) => `${route} ${method}`));
    for (const [route, methods] of Object.entries(ROUTES))
      for (const method of Object.keys(methods))
        if (route !== "base" && route !== "catalog" && route !== "discover")
          expect(asked, `${route} ${method}`).toContain(`${route} ${method}`);
  });

  it("NB-15: what it does not reach is answered as what never was, at every door, and told at none", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const pattern = aPattern();
      const token = await aToken(registry.org, "pull+push", pattern);
      const hidden = repos.filter(({ name }) => !matchesPattern(pattern, name));
      for (const repo of hidden.toSorted(() => random(3) - 1).slice(0, PER_ROUND))
        for (const door of doors) await expectHidden(token, pattern, repo, door);
      const catalog = await registry.ask("GET", "/v2/_catalog", { token });
      const listed: { repositories: string[] } = JSON.parse(catalog.body.toString());
      const reached = repos.filter(({ name }) => matchesPattern(pattern, name));
      expect(listed.repositories, pattern).toEqual(reached.map(({ name }) => name).sort());
      expectNoCanary(catalog, hidden, `${pattern}: catalog`);
    }
  }, 120_000);

  it("NB-15 S3: through what it reaches it gets nothing of the rest: digests, mounts, wrong tags", async () => {
    const token = await aToken(registry.org, "pull+push", "charts/payments/*,payments/**");
    const reached = repos.filter(
      ({ name }) => /^(?:charts\/)?payments\//.test(name) && !name.startsWith("charts/"),
    );
    const hidden = repos.filter(({ name }) => !/^(?:charts\/)?payments\//.test(name));
    expect([reached.length, hidden.length].every((count) => count > 1)).toBe(true);
    for (const into of reached)
      for (const from of hidden) {
        const ask = (method: string, path: string) =>
          registry.ask(method, `/v2/${into.name}/${path}`, { token });
        const without = (reply: Reply, word: string) => wordsOf(reply).replaceAll(word, missing);
        for (const [kind, digest] of [
          ["blobs", from.blob],
          ["manifests", from.manifest],
          ["referrers", from.manifest],
        ] as const)
          expect(without(await ask("GET", `${kind}/${digest}`), digest)).toBe(
            wordsOf(await ask("GET", `${kind}/${missing}`)),
          );
        // A mount from what it does not reach, or from nowhere, is an upload that begins (OCI-41).
        const mount = (digest: string, source: string) =>
          ask("POST", `blobs/uploads/?mount=${digest}&from=${encodeURIComponent(source)}`);
        const [real, none] = [await mount(from.blob, from.name), await mount(from.blob, ghostOf(from).name)];
        expect([real.status, wordsOf(real)]).toEqual([202, wordsOf(none)]);
        expect((await ask("HEAD", `blobs/${from.blob}`)).status).toBe(404);
        const wrong = await ask("GET", `manifests/${from.tag}`);
        expect(wordsOf(wrong).replaceAll(from.tag, "")).not.toContain(from.canary);
      }
  }, 60_000);

  it("GL-14: a pattern that is narrower reaches no more, whatever the names are", () => {
    for (let round = 0; round < 300; round += 1) {
      const [pattern, than] = [aPattern(), aPattern()];
      if (!isNarrower(pattern, than)) continue;
      for (const { name } of repos)
        if (matchesPattern(pattern, name))
          expect([pattern, than, matchesPattern(than, name)]).toEqual([pattern, than, true]);
    }
  });
});
