import { parseArgs } from "node:util";
import { emailSchema } from "#lib/auth/schema.ts";
import { openForCommand } from "#lib/db/open-database.ts";
import { env } from "#lib/env/env.ts";
import { findMemberByEmail } from "#lib/organization/find-member-by-email.ts";
import { operatorOf } from "#lib/organization/queries.ts";
import { resetSecondFactor } from "#lib/organization/reset-second-factor.ts";
import { parseFlags } from "./parse-flags.ts";

export const usage = `Usage: chartroom user reset-second-factor --email E [--org S]

Takes the second factor of somebody away who has lost the app and the recovery codes, and ends their sessions: from then on
the password alone signs them in. It is written into the audit log.

  --email E   who it is; what they sign in with
  --org S     an organization they are a member of, where it is not the default one`;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { email: { type: "string" }, org: { type: "string" } } });
  const email = parseFlags(emailSchema, values.email ?? "", "email");
  const database = await openForCommand();
  try {
    const operator = await operatorOf(values.org ?? env().CHARTROOM_ORG);
    await resetSecondFactor(operator, await findMemberByEmail(operator, email));
    console.log(`${email} signs in without a second factor, and can set up a new one.`);
    return 0;
  } finally {
    await database.close();
  }
}
