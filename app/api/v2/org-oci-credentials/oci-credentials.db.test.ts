import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { addMs, clock } from "#lib/clock/clock.ts";
import { AUTHORITY, aRegistryOfOthers, forHost, LOGIN } from "#lib/credentials/fixtures.ts";
import { credentialFor } from "#lib/credentials/open-for-use.ts";
import {
  type CredentialView,
  credentialListSchema,
  credentialViewSchema,
  testResultSchema,
} from "#lib/credentials/schema.ts";
import { aCaller, type Caller } from "#lib/http/fixtures.ts";
import { allowOutbound, anotherServer, type OtherServer } from "#lib/net/fixtures.ts";
import { aName, anImage, aRegistry, IMAGE, type RegistryFixture } from "#lib/oci/fixtures.ts";
import { call } from "../fixtures.ts";

const root = "org-oci-credentials";
const anAdmin = () => aCaller({ role: "admin", scope: "admin" });
/** In no answer, no row, no log and no export, ever. */
const CANARY = "canary-7f3a-password";

let registry: OtherServer;
beforeAll(async () => {
  allowOutbound("127.0.0.1");
  registry = await aRegistryOfOthers();
});
afterAll(() => registry.close());
const hostOf = ({ port }: OtherServer) => `127.0.0.1:${port}`;

async function aCredential(by: Caller, over: object = {}): Promise<CredentialView> {
  const json = { host: hostOf(registry), ...LOGIN, ca: AUTHORITY.cert, ...over };
  const { status, body } = await call(by, "POST", root, { json });
  expect(status).toBe(201);
  return credentialViewSchema.parse(body);
}
const list = async (by: Caller) => credentialListSchema.parse((await call(by, "GET", root)).body).items;
const auditSchema = z.object({
  items: z.array(z.object({ action: z.string(), details: z.record(z.string(), z.unknown()) })),
});
/** What the audit log says of credentials, oldest first. */
const audited = async (by: Caller) => {
  const { items } = auditSchema.parse((await call(by, "GET", "audit")).body);
  return items.filter(({ action }) => action.startsWith("oci-credential")).toReversed();
};

describe("OCI credentials at the API", () => {
  it("API-19, GOH-62: added as pasted, listed, replaced, deleted; each with its audit row", async () => {
    const by = await anAdmin();
    const made = await aCredential(by, { host: "https://GHCR.io/v2/org", password: CANARY });
    expect(made).toMatchObject({
      name: "ghcr.io",
      host: "ghcr.io",
      path: null,
      state: "not-tested",
      usedBy: [],
    });
    const deeper = await aCredential(by, { host: "ghcr.io/acme" });
    expect((await list(by)).map((one) => one.name)).toEqual(["ghcr.io", "ghcr.io/acme"]);
    const again = await call(by, "POST", root, { json: { host: "ghcr.io", ...LOGIN } });
    expect([again.status, again.body]).toMatchObject([409, { code: "credential_exists" }]);
    const replaced = await call(by, "PATCH", `${root}/${made.id}`, { json: { password: `${CANARY}-2` } });
    expect(replaced.status).toBe(200);
    expect((await credentialFor(by.viewer.orgId, "ghcr.io/x/y"))?.password).toBe(`${CANARY}-2`);
    for (const json of [{}, { host: "quay.io" }, { secret: "x" }, { password: "" }, { password: "a\nb" }])
      expect((await call(by, "PATCH", `${root}/${made.id}`, { json })).status).toBe(400);
    expect((await call(by, "DELETE", `${root}/${deeper.id}`)).status).toBe(204);
    expect((await call(by, "DELETE", `${root}/${deeper.id}`)).status).toBe(404);
    const rows = await audited(by);
    expect(rows.map(({ action }) => action)).toEqual([
      "oci-credential.created",
      "oci-credential.created",
      "oci-credential.changed",
      "oci-credential.deleted",
    ]);
    expect(JSON.stringify(rows)).not.toContain(CANARY);
  });

  it.each(["not a host", "user:x@ghcr.io", "ftp://ghcr.io", "ghcr.io/acme:1.0", "2130706433"])(
    "GOH-62: %j is 400, at the field",
    async (host) => {
      const { status, body } = await call(await anAdmin(), "POST", root, { json: { host, ...LOGIN } });
      expect([status, body]).toMatchObject([400, { code: "input_invalid", fields: [{ path: "host" }] }]);
    },
  );

  it("S1, S11: nobody sees, tests or changes the credential of another organization", async () => {
    const made = await aCredential(await anAdmin());
    const other = await anAdmin();
    expect(await list(other)).toEqual([]);
    const missing = await call(other, "GET", `${root}/crd_none`);
    for (const [method, rest, json] of [
      ["GET", "", undefined],
      ["PATCH", "", { password: "x" }],
      ["DELETE", "", undefined],
      ["POST", "/test", {}],
    ] as const) {
      const { status, body } = await call(other, method, `${root}/${made.id}${rest}`, json ? { json } : {});
      expect([status, body]).toMatchObject([
        404,
        { code: "credential_unknown", title: (missing.body as { title: string }).title },
      ]);
    }
  });

  it("GOH-62, GOH-65: the longest matching path is used by itself, at the boundary of a component", async () => {
    const by = await anAdmin();
    await aCredential(by, { host: "r.example.com:5000", username: "all" });
    await aCredential(by, { host: "r.example.com:5000/acme", username: "acme" });
    await aCredential(by, { host: "r.example.com:5000/acme/team", username: "team" });
    await aCredential(by, { host: "docker.io", username: "hub" });
    const used = async (reference: string) => (await credentialFor(by.viewer.orgId, reference))?.username;
    expect(await used("oci://r.example.com:5000/acme/team/web:1.0")).toBe("team");
    expect(await used("r.example.com:5000/acme/teamwork@sha256:00")).toBe("acme");
    expect(await used("R.EXAMPLE.com:5000/acmeville/web")).toBe("all");
    expect(await used("registry-1.docker.io/library/nginx")).toBe("hub");
    for (const nobody of [
      "r.example.com/acme/web",
      "evil.r.example.com:5000/acme",
      "quay.io/acme/web",
      "nonsense",
    ])
      expect(await used(nobody)).toBeUndefined();
    expect(await credentialFor((await anAdmin()).viewer.orgId, "r.example.com:5000/acme/web")).toBeNull();
  });

  it("CAT-32: not tested, ok, stale and failed are told apart; replacing makes it not tested", async () => {
    const by = await anAdmin();
    const { id } = await aCredential(by);
    const test = async () =>
      testResultSchema.parse(
        (await call(by, "POST", `${root}/${id}/test`, { json: { repository: "acme/web" } })).body,
      );
    const state = async () => credentialViewSchema.parse((await call(by, "GET", `${root}/${id}`)).body).state;
    expect(await state()).toBe("not-tested");
    expect((await test()).state).toBe("ok");
    expect(await state()).toBe("ok");
    const { now } = clock;
    clock.now = () => addMs(now(), 31 * 86_400_000);
    expect(await state()).toBe("stale");
    clock.now = now;
    await call(by, "PATCH", `${root}/${id}`, { json: { password: "wr0ng" } });
    expect(await state()).toBe("not-tested");
    expect((await test()).lines.find((line) => line.state === "failed")).toMatchObject({ step: "login" });
    expect(await state()).toBe("failed");
    const details = (await audited(by)).at(-1)?.details;
    expect(details).toMatchObject({ state: "failed", cause: "login-refused", repository: "acme/web" });
  });

  it("GOH-63: a login is tested before it is saved, and nothing of it is kept", async () => {
    const by = await anAdmin();
    const json = { host: hostOf(registry), ...LOGIN, ca: AUTHORITY.cert };
    const { status, body } = await call(by, "POST", `${root}/test`, { json });
    expect([status, testResultSchema.parse(body).state]).toEqual([200, "ok"]);
    expect(await list(by)).toEqual([]);
    expect(await audited(by)).toEqual([]);
  });

  it("GOH-63: a Chartroom behind TLS is a good registry", async () => {
    const chartroom: RegistryFixture = await aRegistry();
    const repository = aName("image");
    const manifest = anImage();
    await chartroom.push(repository, "{}");
    const headers = { "content-type": IMAGE };
    await chartroom.ask("PUT", `/v2/${repository}/manifests/1.0.0`, { body: manifest, headers });
    const front = await anotherServer(
      ({ url, method, headers }, response) => {
        const out = request({ port: chartroom.port, path: url, method, headers }, (answer) => {
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(response);
        });
        out.end();
      },
      { tls: forHost() },
    );
    const login = { username: "org-token", password: chartroom.token };
    const json = { host: hostOf(front), ...login, ca: AUTHORITY.cert, repository };
    const result = testResultSchema.parse(
      (await call(await anAdmin(), "POST", `${root}/test`, { json })).body,
    );
    await front.close();
    await chartroom.close();
    expect(result.lines.filter((line) => line.state !== "passed")).toEqual([]);
    expect(JSON.stringify(result)).not.toContain(chartroom.token);
  });
});
