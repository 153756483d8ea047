import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { ROLES, roleSchema } from "#lib/auth/types.ts";
import { openForCommand } from "#lib/db/open-database.ts";
import { env } from "#lib/env/env.ts";
import { createUser } from "#lib/organization/create-user.ts";
import { operatorOf } from "#lib/organization/queries.ts";
import { createUserSchema } from "#lib/organization/schema.ts";
import { parseFlags } from "./parse-flags.ts";

export const usage = `Usage: chartroom user create --email E [--role ${ROLES.join("|")}] [--name N]
                             [--password-stdin] [--org S] [--json]

Makes a user and prints a link with which they choose a password: it works once, for seven days. For somebody who is a
member already it prints a new link, which is how a lost password is replaced.

  --email E         who it is; what they sign in with
  --role R          ${ROLES.join(", ")}; without it member
  --name N          as others see it; without it the first part of the e-mail
  --password-stdin  reads the password from standard input (12 characters at least) in place of the link
  --org S           another organization than the default one
  --json            prints one object: id, email, role, link, expiresAt`;

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      email: { type: "string" },
      role: { type: "string", default: "member" },
      name: { type: "string" },
      "password-stdin": { type: "boolean", default: false },
      org: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { email = "" } = values;
  const input = parseFlags(createUserSchema, {
    email,
    name: values.name ?? email.split("@", 1)[0] ?? "",
    role: parseFlags(roleSchema, values.role, "role"),
    password: values["password-stdin"] ? (await text(process.stdin)).replace(/\r?\n$/, "") : null,
  });
  const database = await openForCommand();
  try {
    const operator = await operatorOf(values.org ?? env().CHARTROOM_ORG);
    const { id, role, link, existed } = await createUser(operator, input);
    if (existed) console.error(`${input.email} is a member already; this link replaces the password.`);
    const expiresAt = link?.expiresAt.toISOString() ?? null;
    if (values.json)
      console.log(JSON.stringify({ id, email: input.email, role, link: link?.url ?? null, expiresAt }));
    else console.log(link ? link.url : `${input.email} can sign in.`);
    return 0;
  } finally {
    await database.close();
  }
}
