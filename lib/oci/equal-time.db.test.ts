import { afterAll, beforeAll, expect, it } from "vitest";
import { systemViewer } from "#lib/auth/viewer.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { processWide } from "#lib/env/process-wide.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { revokeRegistryToken } from "#lib/tokens/revoke-token.ts";
import {
  aChartPush,
  aName,
  aRegistry,
  aToken,
  digestOf,
  helmPush,
  type RegistryFixture,
  type Reply,
  someBytes,
} from "./fixtures.ts";

// Who asks cannot learn from the time what the words do not say. The cases are asked in turn, so that a busy machine is as
// busy for each of them; one statement more or less to the database would be a third to a half of an answer.

const ROUNDS = 40;
const realNow = clock.now;

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
  clock.now = () => addMs(realNow(), 2 * 3_600_000);
});
afterAll(async () => {
  clock.now = realNow;
  await registry.close();
});

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Asks for each case in turn. @returns the slowest median over the fastest, and every different answer */
async function compare(cases: (() => Promise<Reply>)[]) {
  const times = cases.map((): number[] => []);
  const answers = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, ask] of cases.entries()) {
      const began = performance.now();
      const reply = await ask();
      times[index]?.push(performance.now() - began);
      const { status, body, headers } = reply;
      const told = body.toString().replace(/sha256:[0-9a-f]{64}/g, "<digest>");
      answers.add(JSON.stringify([status, told, headers["www-authenticate"], headers.range]));
    }
  const medians = times.map(median);
  return { ratio: Math.max(...medians) / Math.min(...medians), answers: [...answers] };
}

it("OCI-27: a wrong, an expired and a revoked token get the same words in the same time", async () => {
  const viewer = systemViewer(registry.org.id, registry.org.slug);
  const mint = (name: string) => mintRegistryToken(viewer, { name, scope: "pull+push", expiresIn: "90d" });
  const [wrong, revoked] = [await mint("wrong"), await mint("revoked")];
  await db().registryToken.delete({ where: { id: wrong.id }, select: { id: true } });
  await revokeRegistryToken(viewer, revoked.id);
  clock.now = realNow;
  const expired = await mintRegistryToken(viewer, { name: "expired", scope: "pull+push", expiresIn: "1h" });
  clock.now = () => addMs(realNow(), 2 * 3_600_000);
  const path = `/v2/${aName()}/tags/list`;
  const { ratio, answers } = await compare(
    [wrong, revoked, expired].map(
      ({ token }) =>
        () =>
          registry.ask("GET", path, { token }),
    ),
  );
  expect(answers).toHaveLength(1);
  expect(ratio).toBeLessThan(1.5);
});

it("OCI-50 S2: a blob of another repository, of another organization and of nobody: same words, same time", async () => {
  const name = aName();
  await registry.push(name, "{}");
  const [near, far] = [someBytes(100), someBytes(100)];
  await registry.push(aName(), near);
  const foreign = await aToken(await anOrganization());
  await registry.push(aName(), far, { token: foreign });
  const digests = [digestOf(near), digestOf(far), digestOf("nowhere")];
  const head = await compare(
    digests.map((digest) => () => registry.ask("HEAD", `/v2/${name}/blobs/${digest}`)),
  );
  expect(head.answers).toHaveLength(1);
  expect(head.ratio).toBeLessThan(1.5);
  const get = await compare(
    digests.map((digest) => () => registry.ask("GET", `/v2/${name}/blobs/${digest}`)),
  );
  expect(get.answers).toHaveLength(1);
  expect(get.ratio).toBeLessThan(1.5);
});

it("OCI-73 S2: what cannot be mounted opens an upload in the same time, whatever the reason", async () => {
  const [hidden, far] = [someBytes(100), someBytes(100)];
  const source = aName("secret");
  await registry.push(source, hidden);
  const foreign = await aToken(await anOrganization());
  const elsewhere = aName();
  await registry.push(elsewhere, far, { token: foreign });
  const token = await aToken(registry.org, "pull+push", "lib/**");
  const target = aName();
  const mount = (digest: string, from: string) => () =>
    registry.ask("POST", `/v2/${target}/blobs/uploads/?mount=${digest}&from=${from}`, { token });
  const { ratio, answers } = await compare([
    mount(digestOf(hidden), source),
    mount(digestOf(far), elsewhere),
    mount(digestOf("nowhere"), source),
    mount(digestOf("nowhere"), "No..Name"),
    mount(digestOf(hidden), "%00"),
  ]);
  expect(answers).toHaveLength(1);
  expect(answers[0]).toContain("202");
  expect(ratio).toBeLessThan(1.5);
});

it("OCI-25: a stranger is told of a private repository as of a missing one, also while it is kept in memory", async () => {
  const name = aName("charts").replace("charts/", "");
  await helmPush(registry, `charts/${name}`, await aChartPush(name, "1.0.0"));
  // Strangers look at the default organization, which they need not name.
  Object.assign(env(), { CHARTROOM_ORG: registry.org.slug });
  processWide("auth.default-org", () => ({ org: null })).org = null;
  await registry.ask("GET", `/v2/charts/${name}/tags/list`);
  const { ratio, answers } = await compare(
    [`charts/${name}`, "charts/nowhere"].map(
      (local) => () => registry.ask("GET", `/v2/${local}/tags/list`, { token: null }),
    ),
  );
  expect(answers).toHaveLength(1);
  expect(answers[0]).toContain("401");
  expect(ratio).toBeLessThan(1.5);
});
