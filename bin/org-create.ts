import { parseArgs } from "node:util";
import { emailSchema } from "#lib/auth/schema.ts";
import { openForCommand } from "#lib/db/open-database.ts";
import { env } from "#lib/env/env.ts";
import { createOrganization } from "#lib/organization/create-organization.ts";
import { inviteMember } from "#lib/organization/invite-member.ts";
import { createOrganizationSchema } from "#lib/organization/member-schema.ts";
import { operatorOf } from "#lib/organization/queries.ts";
import { parseFlags } from "./parse-flags.ts";

export const usage = `Usage: chartroom org create --slug S --owner E [--name N] [--json]

Makes another organization on this server, and prints a link by which its first owner comes in: whoever has an account signs
in with it, everybody else makes one. The link works once, for seven days. Where the server sends mail it is mailed, too: standard error
says whether.

  --slug S   how addresses and repositories call it: lower-case letters and digits with dots, underscores or dashes between
  --owner E  e-mail of its first owner
  --name N   as people see it; without it the slug
  --json     prints one object: slug, name, owner, link, expiresAt, mailed`;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      slug: { type: "string" },
      owner: { type: "string" },
      name: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const input = parseFlags(createOrganizationSchema, { slug: values.slug, name: values.name ?? values.slug });
  const email = parseFlags(emailSchema, values.owner, "owner");
  const database = await openForCommand();
  try {
    await createOrganization(await operatorOf(env().CHARTROOM_ORG), input);
    const { link, expiresAt, mailed } = await inviteMember(await operatorOf(input.slug), {
      email,
      role: "owner",
    });
    if (values.json) console.log(JSON.stringify({ ...input, owner: email, link, expiresAt, mailed }));
    else {
      console.log(link);
      console.error(
        mailed
          ? `The link goes out by mail to ${email}, too.`
          : `No mail is sent: give the link to ${email} yourself.`,
      );
    }
    return 0;
  } finally {
    await database.close();
  }
}
