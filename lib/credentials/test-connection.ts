import { clock } from "#lib/clock/clock.ts";
import { endpointOf } from "#lib/ids/registry-place.ts";
import { checkedAddresses } from "#lib/net/checked-lookup.ts";
import { asOutboundProblem } from "#lib/net/outbound-problem.ts";
import { proxyFor } from "#lib/net/proxy-for.ts";
import type { Talk } from "./ask-registry.ts";
import type { Login } from "./ecr-login.ts";
import { asFinding, caution, type Finding, notTried, passed } from "./finding.ts";
import { askChallenge, logIn } from "./log-in.ts";
import { lookAtTls } from "./look-at-tls.ts";
import { listTags, readManifest } from "./read-repository.ts";
import type { TestLine, TestResult, TestStep } from "./schema.ts";
import type { Challenge } from "./www-authenticate.ts";

/** A clock that is further off makes tokens look expired, or not valid yet. */
const MAX_SKEW_MS = 60_000;

export type TestTarget = Login & {
  host: string;
  ca: string;
  repository: string | null;
};

/** Docker Hub keeps what it calls `nginx` as `library/nginx`. */
function fullName({ host, repository }: TestTarget): string | null {
  return host === "docker.io" && repository && !repository.includes("/")
    ? `library/${repository}`
    : repository;
}

async function resolveName(talk: Talk): Promise<Finding> {
  const url = new URL(`https://${talk.endpoint}`);
  const proxy = proxyFor(url);
  if (proxy) return notTried(`Names are resolved by the proxy ${new URL(proxy).host}.`);
  const [first, ...more] = await checkedAddresses(url.hostname, Number(url.port) || 443).catch((error) => {
    throw asOutboundProblem(error, talk.endpoint);
  });
  return passed(`${first?.address ?? "nothing"}${more.length > 0 ? ` and ${more.length} more` : ""}.`);
}

function compareClocks({ aheadMs }: Talk): Finding {
  if (aheadMs === null) return notTried("The registry told no time.");
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (seconds <= 1) return passed("Within a second of ours.");
  const words = `${seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`} ${aheadMs > 0 ? "ahead of" : "behind"} ours`;
  if (Math.abs(aheadMs) <= MAX_SKEW_MS) return passed(`${words}.`);
  return caution(
    "clock-differs",
    `The registry's clock is ${words}.`,
    "Tokens may count as expired or not valid yet: set the clocks.",
  );
}

/** Whether requests go through a proxy: then the TLS that this machine would see is not what they see. */
const isProxied = (talk: Talk) => proxyFor(new URL(`https://${talk.endpoint}`)) !== null;

const NEEDS: Record<TestStep, string> = {
  name: "the name",
  tls: "TLS",
  challenge: "the challenge",
  login: "the login",
  tags: "a list of tags",
  manifest: "a manifest",
  clock: "an answer",
};

/**
 * Talks to a registry as a client does, step by step; what one step needs and did not get is not tried. The login goes to
 * the registry's own domain only, over TLS that is trusted only, and is in no line.
 * @returns a line for each step, with its own cause and time
 */
export async function testConnection(target: TestTarget): Promise<TestResult> {
  const talk: Talk = {
    endpoint: endpointOf(target.host),
    ca: target.ca.trim() ? [target.ca] : [],
    secrets: [target.password],
    rateLimit: null,
    aheadMs: null,
  };
  const repository = fullName(target);
  const startedAt = clock.now();
  const lines: TestLine[] = [];
  let stoppedAt: TestStep | null = null;
  let challenge: Challenge | null = null;
  let authorization: string | null = null;
  let tag: string | null = null;

  async function step(name: TestStep, find: () => Promise<Finding>): Promise<void> {
    if (stoppedAt) {
      lines.push({ step: name, ...notTried(`Not tried, needs ${NEEDS[stoppedAt]}.`), ms: null });
      return;
    }
    const from = performance.now();
    const finding = await find().catch(asFinding);
    if (finding.state === "failed") stoppedAt = name;
    const ms = finding.state === "not-tried" ? null : Math.round(performance.now() - from);
    lines.push({ step: name, ...finding, ms });
  }

  await step("name", () => resolveName(talk));
  await step("tls", async () =>
    isProxied(talk) ? notTried("The proxy connects; what is not trusted fails below.") : lookAtTls(talk),
  );
  await step("challenge", async () => {
    const asked = await askChallenge(talk);
    challenge = asked.challenge;
    return asked.finding;
  });
  await step("login", async () => {
    const login = await logIn(talk, challenge, target, repository);
    authorization = login.authorization;
    return login.finding;
  });
  if (repository) {
    await step("tags", async () => {
      const listed = await listTags(talk, authorization, repository);
      tag = listed.tag;
      return listed.finding;
    });
    await step("manifest", async () =>
      tag === null
        ? notTried("Not tried, there is no tag.")
        : readManifest(talk, authorization, repository, tag),
    );
  }
  lines.push({ step: "clock", ...compareClocks(talk), ms: null });
  return {
    state: lines.some((line) => line.state === "failed") ? "failed" : "ok",
    testedAt: startedAt.toISOString(),
    ms: Math.max(0, clock.now().getTime() - startedAt.getTime()),
    repository,
    lines,
    rateLimit: talk.rateLimit,
  };
}
