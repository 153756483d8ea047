import { clock } from "#lib/clock/clock.ts";
import { inspectTls, type TlsFacts } from "#lib/net/inspect-tls.ts";
import { outboundFetch } from "#lib/net/outbound.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { type Talk, testLimits } from "./ask-registry.ts";
import { asFinding, caution, type Finding, failed, passed } from "./finding.ts";

const DAY_MS = 86_400_000;
/** Whose certificate ends sooner should know. */
const SOON_DAYS = 14;

const day = (date: Date) =>
  date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const days = (count: number) => (count === 1 ? "1 day" : `${count} days`);

function judge(facts: TlsFacts): Finding {
  const leftDays = Math.floor((facts.validTo.getTime() - clock.now().getTime()) / DAY_MS);
  const whose = `certificate of ${facts.subject || "no name"}, issued by ${facts.issuer || "nobody"}`;
  const { refusal } = facts;
  if (refusal?.cause === "tls-expired" && leftDays < 0)
    return failed(
      refusal.cause,
      `The ${whose}, expired on ${day(facts.validTo)}, ${days(-leftDays)} ago.`,
      refusal.hint ?? null,
    );
  if (refusal)
    return failed(refusal.cause, `The ${whose}, is not taken: ${refusal.words}.`, refusal.hint ?? null);
  const version = facts.protocol.replace("TLSv", "");
  const says = `${version}, ${whose}, valid until ${day(facts.validTo)} (${days(leftDays)} left).`;
  return leftDays < SOON_DAYS
    ? caution("tls-expires-soon", says, "Whoever runs the host has to renew its certificate soon.")
    : passed(says);
}

/** Whether plain HTTP is spoken where TLS is not. Nothing secret is sent to find out. */
async function speaksPlainHttp(talk: Talk): Promise<boolean> {
  try {
    const answer = await outboundFetch(`http://${talk.endpoint}/v2/`, {
      timeoutMs: Math.min(3000, testLimits.stepMs),
      maxRedirects: 0,
    });
    await answer.body?.cancel();
    // One that only sends to https is no registry without TLS.
    return !(answer.status >= 300 && answer.status < 400);
  } catch (error) {
    if (isProblem(error)) return false;
    throw error;
  }
}

/** The certificate of a registry: whose it is, who issued it, until when, and whether it is trusted here. */
export async function lookAtTls(talk: Talk): Promise<Finding> {
  const url = new URL(`https://${talk.endpoint}`);
  try {
    const port = Number(url.port) || 443;
    return judge(await inspectTls(url.hostname, port, { ca: talk.ca, timeoutMs: testLimits.stepMs }));
  } catch (error) {
    const finding = asFinding(error);
    const mayBePlain = ["tls-failed", "connection-lost", "connection-refused"].includes(finding.cause ?? "");
    if (!mayBePlain || !(await speaksPlainHttp(talk))) return finding;
    return failed(
      "plain-http",
      `${talk.endpoint} speaks plain HTTP, without TLS. Nobody's password was sent: it could be read on the way.`,
      "Put TLS in front of the registry; a certificate of one's own authority is enough.",
    );
  }
}
