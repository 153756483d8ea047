import { z } from "zod";
import { env } from "#lib/env/env.ts";
import { outboundFetch } from "#lib/net/outbound.ts";
import { signAws } from "#lib/net/sign-aws.ts";
import { type Answer, parseJson, saidWith, type Talk, testLimits } from "./ask-registry.ts";
import { type Finding, failed } from "./finding.ts";

const ECR = /^\d{12}\.dkr\.ecr(-fips)?\.([a-z0-9-]+)\.(amazonaws\.com(?:\.cn)?)(?::\d+)?$/;
const tokenSchema = z.object({
  authorizationData: z.array(z.object({ authorizationToken: z.string(), expiresAt: z.number() })).min(1),
});

export const isEcr = (host: string): boolean => ECR.test(host);

export type Login = { username: string; password: string };

/** Amazon's API for the region that the registry's name tells; `AWS_ENDPOINT_URL_ECR` is how its own tools name another. */
function apiOf(host: string): { region: string; url: URL } {
  const [, fips, region = "", domain = ""] = ECR.exec(host) ?? [];
  const url = env().AWS_ENDPOINT_URL_ECR ?? `https://${fips ? "ecr-fips" : "api.ecr"}.${region}.${domain}/`;
  return { region, url: new URL(url) };
}

/**
 * Exchanges an access key for what Amazon ECR takes as a login, for twelve hours (GetAuthorizationToken). The secret key itself never
 * leaves: it signs.
 * @returns what was found where Amazon refuses
 * @throws Problem of the way out
 */
export async function exchangeEcr(
  talk: Talk,
  { username, password }: Login,
): Promise<{ kind: "login"; login: Login; until: Date } | { kind: "refused"; finding: Finding }> {
  const { region, url } = apiOf(talk.endpoint);
  const body = "{}";
  const signed = await signAws({
    service: "ecr",
    region,
    url,
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken",
    },
    body,
    accessKeyId: username,
    secretAccessKey: password,
  });
  const response = await outboundFetch(url, {
    method: "POST",
    ...signed,
    body,
    timeoutMs: testLimits.stepMs,
    maxBytes: 1024 * 1024,
    maxRedirects: 0,
  });
  const answer: Answer = {
    status: response.status,
    headers: response.headers,
    body: Buffer.from(await response.arrayBuffer()),
  };
  const [given] = parseJson(tokenSchema, answer)?.authorizationData ?? [];
  const [user = "", token = ""] = Buffer.from(given?.authorizationToken ?? "", "base64")
    .toString("utf8")
    .split(/:(.*)/s);
  if (answer.status === 200 && given && token) {
    talk.secrets.push(token, given.authorizationToken);
    return {
      kind: "login",
      login: { username: user, password: token },
      until: new Date(given.expiresAt * 1000),
    };
  }
  const says = `Amazon gives no token: ${url.host} answers ${saidWith(talk, answer)}.`;
  const advice =
    "Check access key id and secret access key; the key needs the right ecr:GetAuthorizationToken and those to read.";
  return { kind: "refused", finding: failed("login-refused", says, advice) };
}
