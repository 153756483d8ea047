import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { rowsOf, secretsIn, secretsTold } from "#lib/audit/fixtures.ts";
import { LOGIN } from "#lib/credentials/fixtures.ts";
import { env } from "#lib/env/env.ts";
import { aCaller, type Caller } from "#lib/http/fixtures.ts";
import { allowOutbound } from "#lib/net/fixtures.ts";
import { aRegistry } from "#lib/oci/fixtures.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { allEndpoints } from "./_endpoints/all.ts";
import { artifactWrites } from "./_writes/artifacts/fixtures.ts";
import { type Write, type Writer, type Writes, writer } from "./_writes/fixtures.ts";
import { organizationWrites } from "./_writes/organization/fixtures.ts";
import { registryWrites } from "./_writes/registry/fixtures.ts";
import { call, keyOf } from "./fixtures.ts";

const writing = allEndpoints.filter(({ method }) => method !== "GET");
const handedOut: string[] = [LOGIN.password, "an0ther-passw0rd"];

let by: Caller;
let tokenId: string;
let one: Writer;
let writes: Writes;
beforeAll(async () => {
  const of = await anOrganization(env().CHARTROOM_ORG);
  by = await aCaller({ role: "owner", scope: "admin", of });
  handedOut.push(by.authorization.replace("Bearer ", ""));
  const { body } = await call(by, "GET", "org-api-tokens");
  tokenId = z.object({ items: z.tuple([z.object({ id: z.string() })]) }).parse(body).items[0].id;
  allowOutbound("127.0.0.0/8");
  one = writer(by, of, await aRegistry());
  writes = { ...artifactWrites(one), ...registryWrites(one), ...organizationWrites(one) };
});
afterAll(() => one.close());

/** Does the write as its door does, and looks at the log. */
async function performed(key: string, method: string) {
  const write = writes[key];
  if (!write) throw new Error(`${key} writes, and _writes does not say what it leaves in the audit log.`);
  if ("byPerson" in write) {
    const deed = await write.byPerson();
    const { done, rows } = await rowsOf(deed);
    return { write, rows, status: 200, answer: done };
  }
  const { at, ...sent } = await write.ask();
  const { done, rows } = await rowsOf(() => call(by, method, at, sent));
  return { write, rows, status: done.status, answer: done.body };
}

const isExpected = (write: Write, status: number) =>
  "status" in write ? status === write.status : status >= 200 && status < 300;

describe("the audit log and the portal API", () => {
  it("API-20: says of every write what it leaves, and of nothing else", () => {
    expect(Object.keys(writes).sort()).toEqual(writing.map(keyOf).sort());
  });

  it.each(writing.map((endpoint) => ({ key: keyOf(endpoint), method: endpoint.method })))(
    "API-20: $key",
    async ({ key, method }) => {
      const { write, rows, status, answer } = await performed(key, method);
      handedOut.push(...secretsIn(answer));
      expect(isExpected(write, status), `${status} ${JSON.stringify(answer)}`).toBe(true);
      if (write.leaves === null) return expect(rows).toEqual([]);
      const isByPerson = "byPerson" in write;
      const row = rows.find(({ action }) => action === write.leaves);
      expect(row, `what it left: ${rows.map(({ action }) => action).join() || "nothing"}`).toMatchObject({
        subjectKind: write.on,
        subjectId: expect.stringMatching(/./),
        subjectName: expect.stringMatching(/./),
        door: isByPerson ? "portal" : "api",
        actorKind: isByPerson ? "user" : "api-token",
        ...(isByPerson ? {} : { actorId: tokenId }),
        requestId: expect.stringMatching(/^req_/),
      });
      if (key !== "POST /organizations") expect(row?.orgId).toBe(by.viewer.orgId);
    },
    60_000,
  );

  it("S14: tells no token, link, password or hash of all that", async () => {
    expect(handedOut.length).toBeGreaterThan(6);
    expect(await secretsTold(handedOut)).toEqual([]);
  });
});
