import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { revokeRegistryToken } from "#lib/tokens/revoke-token.ts";
import {
  aChartPush,
  aName,
  anImage,
  aRegistry,
  aToken,
  digestOf,
  helmPush,
  IMAGE,
  json,
  type RegistryFixture,
} from "./fixtures.ts";
import type { RegistryPath } from "./parse-path.ts";
import { type Method, ROUTES } from "./routes.ts";

let registry: RegistryFixture;
const tokens: Record<string, string | null> = {};
const PLAIN = "lib/matrix";
const CHART = "charts/matrix";
const body = anImage([]);
let chartDigest = "";

beforeAll(async () => {
  registry = await aRegistry();
  await registry.push(PLAIN, "{}");
  await registry.ask("PUT", `/v2/${PLAIN}/manifests/v1`, { body, headers: { "content-type": IMAGE } });
  const chart = await aChartPush("matrix", "1.0.0");
  chartDigest = chart.digest;
  await helmPush(registry, CHART, chart);
  const viewer = systemViewer(registry.org.id, registry.org.slug);
  const expired = await mintRegistryToken(viewer, { name: "e", scope: "pull+push", expiresIn: "1h" });
  const revoked = await mintRegistryToken(viewer, { name: "r", scope: "pull+push" });
  await revokeRegistryToken(viewer, revoked.id);
  Object.assign(tokens, {
    none: null,
    wrong: "crt_wrong",
    revoked: revoked.token,
    expired: expired.token,
    foreign: await aToken(await anOrganization()),
    outside: await aToken(registry.org, "pull+push", "other/**"),
    pull: await aToken(registry.org, "pull"),
    push: await aToken(registry.org, "push"),
    both: registry.token,
  });
});
afterAll(() => registry.close());

const WHO = ["none", "wrong", "revoked", "expired", "foreign", "outside", "pull", "push", "both"] as const;
type Row = { route: RegistryPath["route"]; method: Method; path: string; statuses: number[] };
const row = (
  route: RegistryPath["route"],
  method: Method,
  path: string,
  ...statuses: [number, number, number, number, number]
): Row => ({
  route,
  method,
  path,
  // none, wrong, revoked and expired are one answer (OCI-27), before anything else is said.
  statuses: [401, 401, 401, 401, ...statuses],
});
const missing = digestOf("missing");
const blob = digestOf("{}");

/**
 * S1: foreign, outside the pattern, pull, push, both. A token of another organization means its own by a plain name, where
 * this one is empty (OCI-7); catalog repositories it asks for by our organization's name (OCI-8).
 */
const inside = (name: string, own: number, foreign: number) => (name === PLAIN ? own : foreign);
const MATRIX: Row[] = [
  row("base", "GET", "/v2/", 200, 200, 200, 200, 200),
  row("base", "HEAD", "/v2/", 200, 200, 200, 200, 200),
  row("catalog", "GET", "/v2/_catalog", 200, 200, 200, 403, 200),
  row("catalog", "HEAD", "/v2/_catalog", 200, 200, 200, 403, 200),
  ...[PLAIN, CHART].flatMap((name) => {
    const tag = name === PLAIN ? "v1" : "1.0.0";
    const gone = inside(name, 404, 403);
    const empty = inside(name, 200, 404);
    return [
      row("manifest", "GET", `/v2/${name}/manifests/${tag}`, 404, 404, 200, 403, 200),
      row("manifest", "GET", `/v2/${name}/manifests/${missing}`, 404, 404, 404, 404, 404),
      row("manifest", "HEAD", `/v2/${name}/manifests/${tag}`, 404, 404, 200, 200, 200),
      row("manifest", "HEAD", `/v2/${name}/manifests/none`, 404, 404, 404, 404, 404),
      row("manifest", "PUT", `/v2/${name}/manifests/${missing}`, inside(name, 400, 403), 403, 403, 400, 400),
      row("manifest", "DELETE", `/v2/${name}/manifests/none`, gone, 403, 403, 404, 404),
      row("blob", "GET", `/v2/${name}/blobs/${missing}`, 404, 404, 404, 403, 404),
      row("blob", "HEAD", `/v2/${name}/blobs/${missing}`, 404, 404, 404, 404, 404),
      row("blob", "DELETE", `/v2/${name}/blobs/${missing}`, gone, 403, 403, 404, 404),
      row("uploads", "POST", `/v2/${name}/blobs/uploads/`, inside(name, 202, 403), 403, 403, 202, 202),
      row("upload", "GET", `/v2/${name}/blobs/uploads/none`, gone, 403, 403, 404, 404),
      row("upload", "PATCH", `/v2/${name}/blobs/uploads/none`, gone, 403, 403, 404, 404),
      row("upload", "PUT", `/v2/${name}/blobs/uploads/none?digest=${blob}`, gone, 403, 403, 404, 404),
      row("upload", "DELETE", `/v2/${name}/blobs/uploads/none`, gone, 403, 403, 404, 404),
      row("tags", "GET", `/v2/${name}/tags/list`, 404, 404, 200, 403, 200),
      row("tags", "HEAD", `/v2/${name}/tags/list`, 404, 404, 200, 403, 200),
      row("referrers", "GET", `/v2/${name}/referrers/${missing}`, empty, 404, 200, 403, 200),
      row("referrers", "HEAD", `/v2/${name}/referrers/${missing}`, empty, 404, 200, 403, 200),
    ];
  }),
  row("blob", "GET", `/v2/${PLAIN}/blobs/${blob}`, 404, 404, 200, 403, 200),
  row("blob", "HEAD", `/v2/${PLAIN}/blobs/${blob}`, 404, 404, 200, 200, 200),
  row("manifest", "GET", `/v2/${PLAIN}/manifests/${digestOf(body)}`, 404, 404, 200, 200, 200),
  row("manifest", "DELETE", `/v2/${CHART}/manifests/1.0.0`, 403, 403, 403, 405, 405),
];

/** The path as this caller has to write it to mean our repository. */
const pathFor = (who: string, path: string) =>
  who === "foreign" ? path.replace("/v2/charts/", `/v2/${registry.org.slug}/charts/`) : path;
const ask = (who: string, method: string, path: string) =>
  registry.ask(method, pathFor(who, path), { token: tokens[who] ?? null });

describe("S1: who may do what", () => {
  it("S1: every method of every route has a row", () => {
    for (const [route, methods] of Object.entries(ROUTES))
      for (const method of Object.keys(methods))
        expect(MATRIX.some((one) => one.route === route && one.method === method)).toBe(true);
  });

  it.each(MATRIX)(
    "S1 OCI-25 OCI-27 OCI-29 OCI-30 OCI-36 OCI-37 OCI-38 OCI-39 OCI-40 OCI-41 OCI-42: $method $path",
    async ({ method, path, statuses }) => {
      const realNow = clock.now;
      for (const [index, who] of WHO.entries()) {
        if (who === "expired") clock.now = () => addMs(realNow(), 2 * 3_600_000);
        const reply = await ask(who, method, path);
        clock.now = realNow;
        expect([who, reply.status]).toEqual([who, statuses[index]]);
        const hasChallenge = reply.headers["www-authenticate"] !== undefined;
        expect([who, hasChallenge]).toEqual([who, reply.status === 401]);
      }
    },
  );

  it("OCI-29: a missing scope is named; OCI-30: outside the token's reach existing and missing are one answer", async () => {
    const messageOf = async (who: string, method: string, path: string) =>
      (json(await ask(who, method, path)) as { errors: { message: string }[] }).errors[0]?.message;
    expect(await messageOf("pull", "POST", `/v2/${CHART}/blobs/uploads/`)).toBe("token lacks push scope");
    expect(await messageOf("push", "GET", `/v2/${CHART}/tags/list`)).toBe("token lacks pull scope");
    for (const who of ["foreign", "outside"])
      for (const [method, one, other] of [
        ["GET", `/v2/${CHART}/tags/list`, "/v2/charts/no-such/tags/list"],
        ["GET", `/v2/${CHART}/manifests/1.0.0`, "/v2/charts/no-such/manifests/1.0.0"],
        ["POST", `/v2/${CHART}/blobs/uploads/`, "/v2/charts/no-such/blobs/uploads/"],
        ["DELETE", `/v2/${CHART}/manifests/1.0.0`, "/v2/charts/no-such/manifests/1.0.0"],
      ] as const) {
        const [a, b] = [await ask(who, method, one), await ask(who, method, other)];
        expect([a.status, a.body.toString()]).toEqual([b.status, b.body.toString()]);
      }
  });

  it("OCI-38: a push-only token reads back by digest what it pushed", async () => {
    const reply = await registry.ask("GET", `/v2/${CHART}/manifests/${chartDigest}`, {
      token: tokens.push ?? null,
    });
    expect(reply.status).toBe(200);
  });

  it("OCI-40 OCI-29 CL-2: a push-only token can helm push; a pull-only one is stopped at the first POST", async () => {
    const name = aName("x").replace("x/", "");
    const chart = await aChartPush(name, "1.0.0");
    const reply = await helmPush(registry, `charts/${name}`, chart, { token: String(tokens.push) });
    expect(reply.status).toBe(201);
    const { reply: stopped } = await registry.push(`charts/${name}`, "x", { token: String(tokens.pull) });
    expect(stopped.status).toBe(403);
  });
});
