import { beforeAll, describe, expect, it } from "vitest";
import { beginSecondFactor, confirmSecondFactor } from "#lib/auth/second-factor/enrol.ts";
import { codeNow } from "#lib/auth/second-factor/totp.ts";
import { turnOffSecondFactor } from "#lib/auth/second-factor/turn-off.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { aCaller, type Caller } from "#lib/http/fixtures.ts";
import { identifyApiToken } from "#lib/http/identify.ts";
import { changeOrganization } from "#lib/organization/change-organization.ts";
import { alsoIn, anOrganization, type OrganizationFixture } from "#lib/organization/fixtures.ts";
import { mintApiToken, mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { verifyRegistryToken } from "#lib/tokens/verify-token.ts";
import { allEndpoints } from "./_endpoints/all.ts";
import { aPublishedExample, call, callExample, keyOf } from "./fixtures.ts";

// An organization that asks for two-factor sign-in, against the API tokens of an owner who has none (S1).

let held: Caller;
let elsewhere: Caller;
let named: Readonly<Record<string, string>>;

/** As whoever runs the server would, who has no account. */
const askForIt = ({ id, slug }: OrganizationFixture) =>
  changeOrganization(systemViewer(id, slug), { requireSecondFactor: true });

beforeAll(async () => {
  const of = await anOrganization();
  held = await aCaller({ role: "owner", scope: "admin", of });
  named = await aPublishedExample(held);
  const other = await anOrganization();
  const there = await alsoIn(held.viewer, other, "owner");
  const { token } = await mintApiToken(there, { name: "there", scope: "admin" });
  elsewhere = { ...held, viewer: there, authorization: `Bearer ${token}` };
  await askForIt(of);
});

describe("S1: two-factor sign-in that an organization asks for, at every endpoint", () => {
  it.each(allEndpoints.map((endpoint) => ({ name: keyOf(endpoint), endpoint })))(
    "S1: the token of who has none is refused with what to do: $name",
    async ({ endpoint }) => {
      const answer = await callExample(endpoint, held, named);
      // What refuses every caller alike looks at nothing, credentials included; the API's own description is for anybody.
      if (answer.status === 405) return;
      expect(answer).toMatchObject({ status: 403, body: { code: "second_factor_required" } });
    },
  );

  it("S11: the same person's token in another organization goes on, until that one asks for it", async () => {
    expect((await call(elsewhere, "GET", "org-charts")).status).toBe(200);
  });

  it("GL-14: what was made with such a token ends with it, also where it is kept in memory", async () => {
    const of = await anOrganization();
    const maker = await aCaller({ role: "owner", scope: "admin", of });
    const { viewer } = maker;
    const { secret } = await beginSecondFactor(viewer, {});
    const codes = await confirmSecondFactor(viewer, codeNow(secret));
    await askForIt(of);
    const byToken = await identifyApiToken(maker.authorization, "req_1");
    if (!byToken) throw new Error("The token holds.");
    const { token } = await mintRegistryToken(byToken, { name: "job", scope: "pull", expiresIn: "1h" });
    const own = await mintRegistryToken(viewer, { name: "own", scope: "pull" });
    expect(await verifyRegistryToken(token)).not.toBeNull();
    expect(await verifyRegistryToken(token)).not.toBeNull();
    await turnOffSecondFactor(viewer, { code: codes[0] });
    expect(await verifyRegistryToken(token)).toBeNull();
    // Registry tokens are the organization's, and stay.
    expect(await verifyRegistryToken(own.token)).not.toBeNull();
  });
});
