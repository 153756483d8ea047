import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { findOrganizationBySlug } from "#lib/auth/queries.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { admitPerson } from "#lib/organization/admit-person.ts";
import { createOrganization } from "#lib/organization/create-organization.ts";
import { createUser } from "#lib/organization/create-user.ts";
import {
  anInvite,
  aPerson,
  type Deed,
  doneHere,
  emailOf,
  enrolled,
  expectNothingTold,
  expectReasons,
  expectRows,
  keep,
  keyOf,
  none,
  operator,
} from "#lib/organization/deeds/fixtures.ts";
import { inviteMember } from "#lib/organization/invite-member.ts";
import { resetSecondFactor } from "#lib/organization/reset-second-factor.ts";
import { forgetIdentities, makeSignInLink } from "#lib/organization/sign-in-link.ts";
import { mintApiToken, mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { exportOrganization } from "#lib/upkeep/export-organization.ts";

// Commands write without being a route of the API. What they call is called, in their order.

const COMMANDS: Record<string, Deed> = {
  export: {
    leaves: ["organization.exported"],
    prepare: async () => {
      const by = await operator();
      return async () => {
        for await (const _part of await exportOrganization(by)); // To its end, as the file is written.
      };
    },
  },
  "user-create": {
    leaves: ["user.created"],
    prepare: async () => {
      const by = await operator();
      const person = { email: "may@example.test", name: "May", role: "member" as const, password: null };
      return async () => keyOf((await createUser(by, person)).link?.url ?? "");
    },
  },
  "user-sign-in-link": {
    leaves: ["user.sign-in-link-made"],
    prepare: async () => {
      const [by, email] = [await operator(), emailOf(await aPerson())];
      return async () => keyOf((await makeSignInLink(by, email)).url);
    },
  },
  "user-forget-openid": {
    leaves: ["user.identity-forgotten"],
    prepare: async () => {
      const by = await operator();
      const email = "lin@example.test";
      await anInvite(email);
      const state = keep(crypto.randomUUID());
      const person = {
        issuer: "https://id.example.com",
        subject: "lin",
        email,
        isEmailVerified: true,
        name: "Lin",
        groups: [],
      };
      await admitPerson({ person, provider: "Northgate ID", state, requestId: "req_1" });
      return () => forgetIdentities(by, email);
    },
  },
  "user-reset-second-factor": {
    leaves: ["user.second-factor-reset"],
    prepare: async () => {
      const [by, { viewer }] = [await operator(), await enrolled()];
      return () => resetSecondFactor(by, viewer.actor.id);
    },
  },
  "token-create": {
    leaves: ["registry-token.created", "api-token.created"],
    prepare: async () => {
      const by = await operator();
      return async () => {
        keep((await mintRegistryToken(by, { name: "ci", scope: "pull" })).token);
        keep((await mintApiToken(by, { name: "ci", scope: "read" })).token);
      };
    },
  },
  "org-create": {
    leaves: ["organization.created", "invite.created"],
    prepare: async () => {
      const by = await operator();
      return async () => {
        const { slug } = await createOrganization(by, { slug: "southgate", name: "Southgate" });
        const { id } = (await findOrganizationBySlug(slug)) ?? { id: "" };
        const invited = { email: "kim@example.test", role: "owner" as const };
        keyOf((await inviteMember(systemViewer(id, slug), invited)).link);
      };
    },
  },
  collect: none("repository.collected: lib/upkeep/collect.db.test.ts collects what a registry held"),
  reseal: none("what is kept stays the same; only the key of its seal is another one"),
  restore: none("the log comes back as the backup has it, and its chain with it"),
  backup: none("it writes a file outside, and nothing here"),
  start: none("the first start writes organization.created where it makes an owner, as setUp does"),
  render: none("it needs no server"),
  lint: none("it needs no server"),
  verify: none("it reads"),
};

const commandNames = () =>
  globSync("*.ts", { cwd: import.meta.dirname })
    .filter((file) =>
      /^export async function run\(/m.test(readFileSync(path.join(import.meta.dirname, file), "utf8")),
    )
    .map((file) => path.basename(file, ".ts"));

describe("the audit log and the commands", () => {
  it("API-20: says of every command what it leaves", () => {
    expect(Object.keys(COMMANDS).sort()).toEqual(commandNames().sort());
    expectReasons(COMMANDS);
  });

  it.each(doneHere(COMMANDS))("API-20: $name", expectRows);

  it("S14: tells no password, link, code, secret of an app or hash of all that", () => expectNothingTold(10));
});
