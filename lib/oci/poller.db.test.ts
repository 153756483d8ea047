import { afterAll, beforeAll, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { findFacts } from "#lib/catalog/find-artifact.ts";
import { aRef } from "#lib/catalog/fixtures.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { networksSchema } from "#lib/env/networks.ts";
import { processWide } from "#lib/env/process-wide.ts";
import {
  aChartPush,
  aName,
  aRegistry,
  digestOf,
  helmPush,
  IMAGE,
  json,
  type RegistryFixture,
} from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  Object.assign(env(), {
    CHARTROOM_ANONYMOUS_CATALOG: true,
    CHARTROOM_RATE_LIMIT: 300,
    CHARTROOM_TRUSTED_PROXIES: networksSchema.parse("127.0.0.1"),
  });
  registry = await aRegistry();
  Object.assign(env(), { CHARTROOM_ORG: registry.org.slug });
  processWide("auth.default-org", () => ({ org: null })).org = null;
});
afterAll(() => registry.close());

// A deployment panel that looks for new charts by itself, as Platz does: no login, no pages, the whole catalog every few
// seconds, the tags of each repository, and the manifest of each tag.
it("CL-13 OCI-31 OCI-45: a poller without a login finds every public chart, and nothing else, and is charged for it", async () => {
  const versions = ["1.0.0", "1.1.0+b2"];
  const charts = await Promise.all(
    [1, 2, 3].map(async () => {
      const repository = aName("charts");
      const pushes = await Promise.all(
        versions.map((version) => aChartPush(repository.slice("charts/".length), version)),
      );
      for (const push of pushes) expect((await helmPush(registry, repository, push)).status).toBe(201);
      return { repository, pushes };
    }),
  );
  const [hidden, ...shown] = charts.sort((a, b) => (a.repository < b.repository ? -1 : 1));
  const viewer = systemViewer(registry.org.id, registry.org.slug);
  for (const { repository } of shown) {
    const facts = await findFacts(viewer, aRef("chart", repository.slice("charts/".length)));
    const id = facts?.id ?? "";
    await db().artifact.update({ where: { id }, data: { visibility: "public" }, select: { id: true } });
  }

  const headers = { "x-forwarded-for": "198.51.100.7", accept: IMAGE };
  let left = 300;
  const get = async (path: string) => {
    const reply = await registry.ask("GET", path, { token: null, headers });
    expect(reply.status, path).toBe(200);
    left = Number(reply.headers["ratelimit-remaining"]);
    return reply;
  };
  expect(json(await get("/v2/_catalog"))).toEqual({ repositories: shown.map((one) => one.repository) });
  for (const { repository, pushes } of shown) {
    expect(json(await get(`/v2/${repository}/tags/list`))).toEqual({
      name: repository,
      tags: ["1.0.0", "1.1.0_b2"],
    });
    for (const { tag, body } of pushes) {
      const manifest = (await get(`/v2/${repository}/manifests/${tag}`)).body.toString();
      expect(digestOf(manifest)).toBe(digestOf(body));
    }
  }
  // A look costs 1 + repositories × (1 + versions); what the address gets back meanwhile depends on how long it took.
  expect(left).toBeLessThan(300);
  const stranger = await registry.ask("GET", `/v2/${hidden?.repository}/tags/list`, { token: null, headers });
  expect(stranger.status).toBe(401);
});
