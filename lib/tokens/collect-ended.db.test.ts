import { afterEach, expect, it } from "vitest";
import type { Viewer } from "#lib/auth/types.ts";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { aMember, anOrganization } from "#lib/organization/fixtures.ts";
import { collectEndedTokens, countEndedTokens } from "./collect-ended.ts";
import { mintApiToken, mintRegistryToken } from "./mint-token.ts";
import { revokeRegistryToken } from "./revoke-token.ts";
import { createRegistryTokenSchema } from "./schema.ts";

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});

const DAY_MS = 86_400_000;
const input = (name: string, expiresIn: string) =>
  createRegistryTokenSchema.parse({ name, scope: "pull", expiresIn });

it("GL-14 GOH-58: what jobs were given goes 30 days after its end; what people made, what lasts and the audit log stay", async () => {
  const admin = await aMember(await anOrganization(), "admin");
  const start = addMs(realNow(), -31 * DAY_MS);
  clock.now = () => start;
  const { id } = await mintApiToken(admin, { name: "ci", scope: "admin", serviceAccount: true });
  const asking: Viewer = { ...admin, actor: { ...admin.actor, kind: "api-token", id }, apiScope: "admin" };
  await mintRegistryToken(asking, input("job", "1h"));
  const ended = await mintRegistryToken(asking, input("ended early", "7d"));
  await revokeRegistryToken(asking, ended.id);
  await mintRegistryToken(asking, input("ended lately", "7d"));
  await mintRegistryToken(asking, input("lasting", "8d"));
  await mintRegistryToken(admin, input("by hand", "1h"));
  clock.now = realNow;
  const named = async () => {
    const rows = await db().registryToken.findMany({ where: { orgId: admin.orgId }, select: { name: true } });
    return rows.map(({ name }) => name).sort();
  };
  const deeds = () => db().auditEvent.count({ where: { orgId: admin.orgId } });
  const deedsBefore = await deeds();
  const wouldGo = await countEndedTokens();
  expect(await named()).toHaveLength(5);
  expect(wouldGo).toBeGreaterThanOrEqual(2);
  expect(await collectEndedTokens()).toBe(wouldGo);
  expect(await named()).toEqual(["by hand", "ended lately", "lasting"]);
  expect([await countEndedTokens(), await deeds()]).toEqual([0, deedsBefore]);
});
