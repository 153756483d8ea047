import { parseArgs } from "node:util";
import { emailSchema } from "#lib/auth/schema.ts";
import { openForCommand } from "#lib/db/open-database.ts";
import { env } from "#lib/env/env.ts";
import { operatorOf } from "#lib/organization/queries.ts";
import { forgetIdentities } from "#lib/organization/sign-in-link.ts";
import { parseFlags } from "./parse-flags.ts";

export const usage = `Usage: chartroom user forget-openid --email E [--org S]

Lets go what the provider of OpenID Connect calls a member, for somebody whose account there was made anew. At the next
sign-in the member is found by verified e-mail again.

  --email E  who it is
  --org S    another organization than the default one`;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { email: { type: "string" }, org: { type: "string" } } });
  const email = parseFlags(emailSchema, values.email ?? "", "email");
  const database = await openForCommand();
  try {
    const operator = await operatorOf(values.org ?? env().CHARTROOM_ORG);
    const count = await forgetIdentities(operator, email);
    console.log(
      count === 0 ? `${email} has no name at a provider.` : `${email} is linked anew at the next sign-in.`,
    );
    return 0;
  } finally {
    await database.close();
  }
}
