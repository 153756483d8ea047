import { z } from "zod";
import { type Answer, askRegistry, parseJson, saidWith, type Talk } from "./ask-registry.ts";
import { exchangeEcr, isEcr, type Login } from "./ecr-login.ts";
import { caution, type Finding, failed, passed } from "./finding.ts";
import { isOwnRealm } from "./own-realm.ts";
import { type Challenge, readChallenge } from "./www-authenticate.ts";

const tokenSchema = z.object({ token: z.string().optional(), access_token: z.string().optional() });

const basic = ({ username, password }: Login) =>
  `Basic ${Buffer.from(`${username}:${password}`, "utf8").toString("base64")}`;

export const apiAddress = (talk: Talk, rest = ""): string => `https://${talk.endpoint}/v2/${rest}`;

/** Where the registry sends us, in words; a redirect to itself is followed by no client of ours either. */
function redirected(talk: Talk, { headers, status }: Answer): Finding {
  const to = URL.parse(headers.get("location") ?? "", apiAddress(talk));
  const where = to ? `${to.protocol}//${to.host}` : "nowhere";
  return failed(
    "redirects",
    `${talk.endpoint} answers ${status} and sends us to ${where}. No login was sent there.`,
    to && to.host !== talk.endpoint ? `Where that is the registry, add a credential for ${to.host}.` : null,
  );
}

export type Asked = { challenge: Challenge | null; finding: Finding };

/**
 * Asks `/v2/` without a login, and reads what login it wants.
 * @throws Problem of the way out
 */
export async function askChallenge(talk: Talk): Promise<Asked> {
  const answer = await askRegistry(talk, apiAddress(talk), null);
  const none = (finding: Finding): Asked => ({ challenge: null, finding });
  if (answer.status >= 300 && answer.status < 400) return none(redirected(talk, answer));
  if (answer.status === 200) return none(passed("/v2/ answers everybody: it asks for no login."));
  if (answer.status !== 401) {
    const advice = "Check the host: a registry answers /v2/ with 200 or 401.";
    return none(
      failed("no-registry", `/v2/ answers ${saidWith(talk, answer)}; that is no registry's answer.`, advice),
    );
  }
  const challenge = readChallenge(answer.headers.get("www-authenticate"));
  if (!challenge)
    return none(
      failed("no-challenge", "/v2/ answers 401 without saying how to log in.", "Tell whoever runs it."),
    );
  if (challenge.scheme === "basic") return { challenge, finding: passed("Basic: user name and password.") };
  const realm = URL.parse(challenge.realm);
  if (!realm || !isOwnRealm(talk.endpoint, realm)) {
    const to = realm ? `${realm.protocol}//${realm.host}` : "an address that is none";
    const says = `It wants the login at ${to}, which is not part of ${talk.endpoint}. No login was sent.`;
    return none(
      failed("realm-elsewhere", says, "Logins go only to the registry's own domain, and only over TLS."),
    );
  }
  const service = challenge.service ? `, service ${challenge.service.slice(0, 100)}` : "";
  return { challenge, finding: passed(`Bearer: tokens from ${realm.origin}${realm.pathname}${service}.`) };
}

export type LoggedIn = { authorization: string | null; finding: Finding };

const refusedLogin = (talk: Talk, answer: Answer, who: string): LoggedIn => ({
  authorization: null,
  finding:
    answer.status === 401 || answer.status === 403
      ? failed(
          "login-refused",
          `${who} answers ${saidWith(talk, answer)}.`,
          "Check user name and password, and whether the token has expired or was revoked.",
        )
      : failed("login-failed", `${who} answers ${saidWith(talk, answer)} to the login.`, "Try again later."),
});

async function getToken(
  talk: Talk,
  challenge: Extract<Challenge, { scheme: "bearer" }>,
  login: Login,
  repository: string | null,
): Promise<LoggedIn | { token: string }> {
  const realm = new URL(challenge.realm);
  if (challenge.service !== null) realm.searchParams.set("service", challenge.service);
  realm.searchParams.set("account", login.username);
  if (repository) realm.searchParams.set("scope", `repository:${repository}:pull`);
  const answer = await askRegistry(talk, realm, basic(login));
  if (answer.status !== 200) return refusedLogin(talk, answer, realm.host);
  const given = parseJson(tokenSchema, answer);
  const token = given?.token || given?.access_token;
  if (!token || !/^[\u0021-\u007e]{1,16384}$/.test(token))
    return {
      authorization: null,
      finding: failed("login-failed", `${realm.host} answers 200, but gives no token.`),
    };
  talk.secrets.push(token);
  return { token };
}

/**
 * Logs in as the challenge wants it, and asks `/v2/` whether that is taken.
 * @param challenge null: the registry asks for no login
 * @param repository the one that the login is to read
 * @throws Problem of the way out
 */
export async function logIn(
  talk: Talk,
  challenge: Challenge | null,
  kept: Login,
  repository: string | null,
): Promise<LoggedIn> {
  let login = kept;
  let more = "";
  if (isEcr(talk.endpoint)) {
    const exchanged = await exchangeEcr(talk, kept);
    if (exchanged.kind === "refused") return { authorization: null, finding: exchanged.finding };
    login = exchanged.login;
    more = `; Amazon gave a token until ${exchanged.until.toISOString().slice(11, 16)} UTC`;
  }
  if (!challenge) {
    const says = "Not asked for, so user name and password were not sent and are not checked.";
    return {
      authorization: null,
      finding: caution("login-not-asked", says, "The registry may not need a credential."),
    };
  }
  talk.secrets.push(login.password, basic(login), basic(login).slice("Basic ".length));
  if (challenge.scheme === "basic") {
    const authorization = basic(login);
    const answer = await askRegistry(talk, apiAddress(talk), authorization);
    if (answer.status !== 200) return refusedLogin(talk, answer, talk.endpoint);
    return { authorization, finding: passed(`Accepted for ${kept.username}${more}.`) };
  }
  const given = await getToken(talk, challenge, login, repository);
  if (!("token" in given)) return given;
  const authorization = `Bearer ${given.token}`;
  const answer = await askRegistry(talk, apiAddress(talk), authorization);
  if (answer.status !== 200) return refusedLogin(talk, answer, talk.endpoint);
  return {
    authorization,
    finding: passed(`Accepted for ${kept.username}: a token was given and is taken${more}.`),
  };
}
