import { env } from "#lib/env/env.ts";
import { composeMail } from "./compose-mail.ts";
import { type Mail, mailSchema } from "./mail-schema.ts";

const TIMEOUT_MS = 20_000;

/** Whether the operator has named a mail server. Without one, links are handed on by people. */
export function isMailSetUp(): boolean {
  return env().SMTP_URL !== undefined;
}

/** Who mails come from: the setting, else an address at the server's own host. */
function sender(): string {
  const { CHARTROOM_MAIL_FROM, CHARTROOM_PUBLIC_URL } = env();
  return CHARTROOM_MAIL_FROM ?? `Chartroom <chartroom@${new URL(CHARTROOM_PUBLIC_URL).hostname}>`;
}

/**
 * How the mail server is reached. A password is never sent in the clear: with one in the address, `smtp:` must offer
 * STARTTLS, unless the operator says `?requireTLS=false`.
 */
function transportOptions(smtpUrl: string): { url: string } & Record<string, unknown> {
  const url = new URL(smtpUrl);
  const guardsPassword =
    url.protocol === "smtp:" && url.password !== "" && !url.searchParams.has("requireTLS");
  return {
    url: smtpUrl,
    ...(guardsPassword ? { requireTLS: true } : {}),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * Hands a mail to the operator's mail server. The address is the operator's own setting, so that it may be a private one;
 * nobody else can name it. Authorities of NODE_EXTRA_CA_CERTS are trusted.
 * @throws when there is no mail server, or it does not take the mail
 */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, CHARTROOM_PUBLIC_URL } = env();
  if (SMTP_URL === undefined) throw new Error("SMTP_URL is not set: this server sends no mail.");
  const { to, subject, ...body } = mailSchema.parse(mail);
  const { createTransport } = await import("nodemailer"); // Not loaded where nothing is sent.
  const transport = createTransport(transportOptions(SMTP_URL));
  try {
    await transport.sendMail({
      from: sender(),
      // As a value of its own, never as text to be parsed: one address stays one.
      to: { name: "", address: to },
      subject,
      headers: { "Auto-Submitted": "auto-generated" },
      ...composeMail({ to, subject, ...body }, CHARTROOM_PUBLIC_URL),
    });
  } finally {
    transport.close();
  }
}
