import { afterAll, beforeAll, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { findFacts } from "#lib/catalog/find-artifact.ts";
import { anArtifact, aRef } from "#lib/catalog/fixtures.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { aChartPush, aName, anImage, aRegistry, helmPush, json, type RegistryFixture } from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
  // The registry of this file belongs to the organization that strangers look at.
  Object.assign(env(), { CHARTROOM_ORG: registry.org.slug });
  processWide("auth.default-org", () => ({ org: null })).org = null;
});
afterAll(() => registry.close());

it("OCI-45: strangers are asked for credentials; where the setting is on, they see public names only, in pages", async () => {
  const names = Array.from({ length: 4 }, () => aName("charts").replace("charts/", "")).sort();
  for (const name of names) await helmPush(registry, `charts/${name}`, await aChartPush(name, "1.0.0"));
  const viewer = systemViewer(registry.org.id, registry.org.slug);
  const shown = names.slice(1);
  for (const name of shown) {
    const facts = await findFacts(viewer, aRef("chart", name));
    await db().artifact.update({
      where: { id: facts?.id ?? "" },
      data: { visibility: "public" },
      select: { id: true },
    });
  }
  await anArtifact({ by: viewer, name: "empty", visibility: "public" });
  const plain = aName();
  await registry.push(plain, "{}");
  await registry.ask("PUT", `/v2/${plain}/manifests/v1`, { body: anImage([]) });

  const list = (query = "") => registry.ask("GET", `/v2/_catalog${query}`, { token: null });
  expect((await list()).status).toBe(401);
  Object.assign(env(), { CHARTROOM_ANONYMOUS_CATALOG: true });
  const repositories = shown.map((name) => `charts/${name}`);
  expect(json(await list())).toEqual({ repositories });
  const page = await list("?n=2");
  expect(json(page)).toEqual({ repositories: repositories.slice(0, 2) });
  expect(json(await list(String(page.headers.link).match(/\?[^>]*/)?.[0]))).toEqual({
    repositories: repositories.slice(2),
  });
  expect(json(await list("?n=0"))).toEqual({ repositories: [] });
  expect((await list("?n=x")).status).toBe(400);
  // A token sees what it may pull, as before; a wrong one is refused also here (OCI-27).
  expect(json(await registry.ask("GET", "/v2/_catalog"))).toEqual({
    repositories: [...names.map((name) => `charts/${name}`), plain].sort(),
  });
  expect((await registry.ask("GET", "/v2/_catalog", { token: "crt_wrong" })).status).toBe(401);
});
