import { parseArgs } from "node:util";
import { emailSchema } from "#lib/auth/schema.ts";
import { openForCommand } from "#lib/db/open-database.ts";
import { env } from "#lib/env/env.ts";
import { operatorOf } from "#lib/organization/queries.ts";
import { makeSignInLink } from "#lib/organization/sign-in-link.ts";
import { parseFlags } from "./parse-flags.ts";

export const usage = `Usage: chartroom user sign-in-link --email E [--org S] [--json]

Prints a link that signs a member in once, within fifteen minutes: the way in where the provider of OpenID Connect does
not let anybody pass (docs/sign-in.md).

  --email E  who it is
  --org S    another organization than the default one
  --json     prints one object: link, expiresAt`;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      email: { type: "string" },
      org: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const email = parseFlags(emailSchema, values.email ?? "", "email");
  const database = await openForCommand();
  try {
    const operator = await operatorOf(values.org ?? env().CHARTROOM_ORG);
    const { url, expiresAt } = await makeSignInLink(operator, email);
    console.log(values.json ? JSON.stringify({ link: url, expiresAt: expiresAt.toISOString() }) : url);
    return 0;
  } finally {
    await database.close();
  }
}
