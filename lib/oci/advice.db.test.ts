import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { aRef } from "#lib/catalog/fixtures.ts";
import { markVersion } from "#lib/catalog/mark-version.ts";
import { env } from "#lib/env/env.ts";
import { versionTagSchema } from "#lib/ids/version-tag.ts";
import {
  aChartPush,
  aName,
  aRegistry,
  aToken,
  digestOf,
  helmPush,
  json,
  type RegistryFixture,
} from "./fixtures.ts";

/** What the errors that people meet say at the registry door; docs/errors.md has what each client prints of them. */

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
});
afterAll(() => registry.close());

const errorOf = (reply: { status: number; body: Buffer }) => {
  const [error] = (json(reply as Parameters<typeof json>[0]) as { errors: unknown[] }).errors;
  return { status: reply.status, ...(error as object) };
};

async function aChart(versions: string[]) {
  const name = aName("x").replace("x/", "");
  for (const version of versions)
    await helmPush(registry, `charts/${name}`, await aChartPush(name, version, { content: version }));
  return { name, path: `/v2/charts/${name}` };
}

const page = (address: string) => new URL(address, env().CHARTROOM_PUBLIC_URL).href;

describe("what a refusal advises", () => {
  it("GOH-66: a taken tag names the next one that is free, and the page of the version that is there", async () => {
    const { name } = await aChart(["1.0.0", "1.0.1"]);
    const first = await aChartPush(name, "1.0.0", { content: "1.0.0" });
    const other = await aChartPush(name, "1.0.0", { content: "other" });
    expect(errorOf(await helmPush(registry, `charts/${name}`, other))).toEqual({
      status: 409,
      code: "DENIED",
      message: "version already exists: 1.0.0",
      detail: {
        tag: "1.0.0",
        digest: first.digest,
        next: "1.0.2",
        page: page(`/charts/${name}/versions/1.0.0`),
      },
    });
  });

  it("GOH-67: a token that lacks a scope is named with those it has, to whoever holds it", async () => {
    const { path } = await aChart(["1.0.0"]);
    const [pull, push] = [await aToken(registry.org, "pull"), await aToken(registry.org, "push")];
    expect(errorOf(await registry.ask("POST", `${path}/blobs/uploads/`, { token: pull }))).toEqual({
      status: 403,
      code: "DENIED",
      message: "token lacks push scope",
      detail: { token: "test", scope: "pull" },
    });
    expect(errorOf(await registry.ask("GET", `${path}/manifests/1.0.0`, { token: push }))).toMatchObject({
      status: 403,
      message: "token lacks pull scope",
      detail: { token: "test", scope: "push" },
    });
  });

  it("GOH-68: an invalid token leads to the list of tokens, whatever is wrong with it", async () => {
    const { path } = await aChart(["1.0.0"]);
    for (const token of ["crt_wrong", "hunter2"])
      expect(errorOf(await registry.ask("GET", `${path}/manifests/1.0.0`, { token }))).toEqual({
        status: 401,
        code: "UNAUTHORIZED",
        message: "invalid registry token",
        detail: { tokens: page("/settings/registry/tokens") },
      });
  });

  it("GOH-69: damaged content is asked for again, and nothing of it is kept", async () => {
    const { path } = await aChart(["1.0.0"]);
    const digest = digestOf("whole");
    const reply = await registry.ask("POST", `${path}/blobs/uploads/?digest=${digest}`, { body: "broken" });
    expect(errorOf(reply)).toMatchObject({
      status: 400,
      code: "DIGEST_INVALID",
      message: expect.stringContaining("digest does not match the content; push again"),
    });
    expect((await registry.ask("HEAD", `${path}/blobs/${digest}`)).status).toBe(404);
  });

  it("GOH-70: what is too large is told the limit and its own size", async () => {
    const { path } = await aChart(["1.0.0"]);
    const limit = env().CHARTROOM_MAX_MANIFEST;
    const reply = await registry.ask("PUT", `${path}/manifests/2.0.0`, {
      headers: { "content-length": String(limit + 1), expect: "100-continue" },
    });
    expect(errorOf(reply)).toEqual({
      status: 413,
      code: "SIZE_INVALID",
      message: `over the size limit: the limit is ${limit} bytes, this has ${limit + 1}`,
      detail: { limitBytes: limit, sizeBytes: limit + 1 },
    });
  });

  it("GOH-71: a version that is not there is told near ones, without those that are yanked", async () => {
    const { name, path } = await aChart(["1.0.0", "1.0.1+a", "1.0.2"]);
    const tag = versionTagSchema.parse("1.0.2");
    await markVersion(systemViewer(registry.org.id, registry.org.slug), aRef("chart", name), tag, {
      state: "yanked",
      reason: "Wrong image.",
    });
    expect(errorOf(await registry.ask("GET", `${path}/manifests/1.0.9`))).toEqual({
      status: 404,
      code: "MANIFEST_UNKNOWN",
      message: "there is no such version: 1.0.9",
      detail: { near: ["1.0.1_a", "1.0.0"] },
    });
    expect(errorOf(await registry.ask("GET", `${path}/manifests/winter`))).not.toHaveProperty("detail");
    expect((await registry.ask("HEAD", `${path}/manifests/1.0.9`)).status).toBe(404);
  });

  it("GOH-72: an artifact that is not there is named as it was asked for; a stranger is asked to sign in", async () => {
    expect(errorOf(await registry.ask("GET", "/v2/charts/nothing-here/manifests/1.0.0"))).toEqual({
      status: 404,
      code: "NAME_UNKNOWN",
      message: "there is no such repository: charts/nothing-here",
    });
    expect(
      errorOf(await registry.ask("GET", "/v2/charts/nothing-here/manifests/1.0.0", { token: null })),
    ).toMatchObject({ status: 401, message: "authentication required" });
  });
});
