import { parseArgs } from "node:util";
import { API_SCOPES, REGISTRY_SCOPES } from "#lib/auth/types.ts";
import { openForCommand } from "#lib/db/open-database.ts";
import { env } from "#lib/env/env.ts";
import { operatorOf } from "#lib/organization/queries.ts";
import { mintApiToken, mintRegistryToken } from "#lib/tokens/mint-token.ts";
import { createApiTokenSchema, createRegistryTokenSchema } from "#lib/tokens/schema.ts";
import { parseFlags } from "./parse-flags.ts";

export const usage = `Usage: chartroom token create --name N --scope ${REGISTRY_SCOPES.join("|")} [--pattern P] [--expires 90d]
                              [--requests-per-minute N] [--org S] [--json]
       chartroom token create --api --name N --scope ${API_SCOPES.join("|")} [--expires 90d]
                              [--mint SCOPE --mint-expires 1h [--mint-pattern P]] [--org S] [--json]

Makes a registry token (for helm, oras, Flux, Argo CD and other clients) or, with --api, an API token of a service
account, and prints its secret. It is told this once: only a hash is kept.

  --name N      says what uses it
  --scope S     how far it goes
  --pattern P   limits a registry token to repositories, such as charts/payments/*: * is any text without a slash, ** any
                text; several with commas between them; without it, every repository of the organization
  --expires T   90d, 12h; without it the token does not expire. Refused beyond what the organization lets a token last
  --requests-per-minute N
                a budget of the registry token's own, beside the limit of the address
  --mint SCOPE  lets an API token make registry tokens of at most this scope, for jobs of CI; they end with it
  --mint-expires T, --mint-pattern P
                how long they may last, and within what they may reach
  --org S       another organization than the default one
  --json        prints one object: token, id, name, scope, expiresAt`;

type MintFlags = {
  mint?: string | undefined;
  "mint-expires"?: string | undefined;
  "mint-pattern"?: string | undefined;
};

function mintOf({ mint: scope, "mint-expires": maxExpiresIn, "mint-pattern": pattern }: MintFlags) {
  const isAsked = [scope, maxExpiresIn, pattern].some((flag) => flag !== undefined);
  return isAsked ? { mint: { scope, maxExpiresIn, pattern } } : {};
}

/** @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      api: { type: "boolean", default: false },
      name: { type: "string" },
      scope: { type: "string" },
      pattern: { type: "string" },
      "requests-per-minute": { type: "string" },
      expires: { type: "string" },
      org: { type: "string" },
      mint: { type: "string" },
      "mint-expires": { type: "string" },
      "mint-pattern": { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { name = "", scope = "", expires, pattern, "requests-per-minute": budget } = values;
  const given = { name, scope, expiresIn: expires };
  const inputFor = values.api
    ? { api: parseFlags(createApiTokenSchema, { ...given, ...mintOf(values) }) }
    : {
        registry: parseFlags(createRegistryTokenSchema, {
          ...given,
          pattern,
          ...(budget === undefined ? {} : { requestsPerMinute: Number(budget) }),
        }),
      };
  if (values.api && pattern !== undefined) {
    console.error("--pattern is for registry tokens: an API token reaches the whole organization.");
    return 2;
  }
  if (values.api && budget !== undefined) {
    console.error("--requests-per-minute is for registry tokens: the portal API has no such limit.");
    return 2;
  }
  const database = await openForCommand();
  try {
    const operator = await operatorOf(values.org ?? env().CHARTROOM_ORG);
    const minted = inputFor.api
      ? await mintApiToken(operator, inputFor.api)
      : await mintRegistryToken(operator, inputFor.registry);
    const { token, id, expiresAt } = minted;
    if (values.json) console.log(JSON.stringify({ token, id, name, scope, expiresAt }));
    else console.log(token);
    return 0;
  } finally {
    await database.close();
  }
}
