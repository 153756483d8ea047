import { afterAll, beforeAll, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { archiveProject, unarchiveProject } from "#lib/catalog/archive-project.ts";
import { anArtifact } from "#lib/catalog/fixtures.ts";
import { listProjectContents } from "#lib/catalog/list-project-contents.ts";
import { listProjects } from "#lib/catalog/list-projects.ts";
import { browseProjectSchema } from "#lib/catalog/project-schema.ts";
import { listProjectsQuerySchema } from "#lib/organization/project-schema.ts";
import { aChartPush, anImage, aRegistry, helmPush, IMAGE, type RegistryFixture } from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
});
afterAll(() => registry.close());

async function pushImage(repository: string, tag: string): Promise<{ status: number; text: string }> {
  await registry.push(repository, "{}");
  const headers = { "content-type": IMAGE };
  const reply = await registry.ask("PUT", `/v2/${repository}/manifests/${tag}`, {
    body: anImage([]),
    headers,
  });
  return { status: reply.status, text: reply.body.toString("utf8") };
}

it("GL-1 GL-2 GL-11: a push makes its project; an archived one takes no chart and no image, and says so", async () => {
  const operator = systemViewer(registry.org.id, registry.org.slug);
  const chart = await aChartPush("service", "1.0.0");
  expect((await helmPush(registry, "charts/payments/service", chart)).status).toBe(201);
  expect((await helmPush(registry, "charts/search/service", chart)).status).toBe(201);
  expect((await pushImage("payments/api", "v1")).status).toBe(201);
  const { items } = await listProjects(operator, listProjectsQuerySchema.parse({}));
  expect(items.map(({ name, counts }) => [name, counts.chart, counts.version, counts.repository])).toEqual([
    ["payments", 1, 1, 1],
    ["search", 1, 1, 0],
  ]);

  await archiveProject(operator, "payments");
  const next = await aChartPush("service", "1.1.0");
  const other = await aChartPush("other", "1.0.0");
  for (const [name, pushed] of [
    ["service", next],
    ["other", other],
  ] as const) {
    const refused = await helmPush(registry, `charts/payments/${name}`, pushed);
    expect(refused.status).toBe(409);
    expect(refused.body.toString("utf8")).toContain("archived");
  }
  expect(await pushImage("payments/api", "v2")).toMatchObject({
    status: 409,
    text: expect.stringContaining("archived"),
  });
  expect(await pushImage("payments/new", "v1")).toMatchObject({ status: 409 });
  expect((await pushImage("search/api", "v2")).status).toBe(201);
  // What is published stays to be pulled.
  const pulled = await registry.ask("GET", "/v2/charts/payments/service/manifests/1.0.0", {});
  expect(pulled.status).toBe(200);

  await unarchiveProject(operator, "payments");
  expect((await helmPush(registry, "charts/payments/service", next)).status).toBe(201);
  expect((await pushImage("payments/api", "v2")).status).toBe(201);
});

it("GL-12: a project's page has its artifacts of every kind and its plain repositories in one list", async () => {
  const by = systemViewer(registry.org.id, registry.org.slug);
  await helmPush(registry, "charts/shop_a/web", await aChartPush("web", "1.0.0"));
  await helmPush(registry, "charts/shopxa/other", await aChartPush("other", "1.0.0"));
  await anArtifact({ by, kind: "manifest-bundle", name: "shop_a/rbac", description: "Roles" });
  await anArtifact({ by, kind: "kustomize-base", name: "shop_a/old", archived: true });
  for (const name of ["shop_a/api", "shop_a/helm/foo", "shopxa/api", "shop_a"]) await pushImage(name, "v1");
  const list = async (query: object) => {
    const { items, total } = await listProjectContents(by, "shop_a", browseProjectSchema.parse(query));
    return [total, ...items.map(({ kind, name, latest, count }) => `${kind} ${name} ${latest} ${count}`)];
  };
  const api = "null api v1 1";
  const foo = "null helm/foo v1 1";
  const rbac = "manifest-bundle rbac null 0";
  const web = "chart web 1.0.0 1";
  expect(await list({})).toEqual([4, api, foo, rbac, web]);
  expect(await list({ limit: 2, page: 2 })).toEqual([4, rbac, web]);
  expect(await list({ content: "repository", q: "FOO" })).toEqual([1, foo]);
  expect(await list({ q: "roles" })).toEqual([1, rbac]);
  expect(await list({ q: "%" })).toEqual([0]);
  await archiveProject(by, "shop_a");
  expect((await list({})).length).toBe(6);
  const stranger = { ...by, role: null };
  await expect(listProjectContents(stranger, "shop_a", browseProjectSchema.parse({}))).rejects.toMatchObject({
    code: "project_unknown",
  });
});
