import { createServer, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { env, parseEnv } from "#lib/env/env.ts";
import { composeMail } from "./compose-mail.ts";
import { aMailServer } from "./fixtures.ts";
import { type Mail, mailSchema } from "./mail-schema.ts";
import { isMailSetUp, sendMail } from "./send-mail.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  Object.assign(env(), { SMTP_URL: undefined, CHARTROOM_MAIL_FROM: undefined });
});
async function aServer() {
  const server = await aMailServer();
  stops.push(server.stop);
  return server;
}

const aMail = (over: Partial<Mail> = {}): Mail => ({
  to: "ada@example.test",
  subject: "Choose a new password",
  lines: ["Somebody asked for it.", "Grüße <b>& more</b>"],
  link: { label: "Choose", url: "http://localhost:3000/choose-password?key=abc&x=1" },
  ...over,
});

it("hands a mail to a real server: plain text and HTML, from the sender of the settings", async () => {
  const { mails } = await aServer();
  Object.assign(env(), { CHARTROOM_MAIL_FROM: "Charts <charts@example.test>" });
  await sendMail(aMail());
  const [{ to, raw } = { to: [], raw: "" }] = mails;
  expect(to).toEqual(["ada@example.test"]);
  const head = raw.slice(0, raw.indexOf("\r\n\r\n"));
  expect(head).toMatch(/^From: Charts <charts@example\.test>\r$/m);
  expect(head).toMatch(/^To: ada@example\.test\r$/m);
  expect(head).toMatch(/^Subject: Choose a new password\r$/m);
  expect(head).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(raw).toMatch(/Content-Type: text\/plain/);
  expect(raw).toMatch(/Content-Type: text\/html/);
});

it("says the same in both forms, and what is typed by people is text in HTML", () => {
  const { text, html } = composeMail(aMail(), "https://charts.example.test");
  expect(text).toContain("http://localhost:3000/choose-password?key=abc&x=1");
  expect(text).toContain("Grüße <b>& more</b>");
  expect(html).toContain('href="http://localhost:3000/choose-password?key=abc&amp;x=1"');
  expect(html).toContain("Grüße &lt;b&gt;&amp; more&lt;/b&gt;");
  expect(html).not.toMatch(/<b>|<img|<script|src=/);
});

const INJECTED: [string, Partial<Mail>][] = [
  ["a subject of two lines", { subject: "Hello\r\nBcc: eve@example.test" }],
  ["a subject with a bare line feed", { subject: "Hello\nBcc: eve@example.test" }],
  ["a subject with a line separator", { subject: "Hello\u2028Bcc: eve@example.test" }],
  ["a receiver of two lines", { to: "ada@example.test\r\nBcc: eve@example.test" }],
  ["two receivers", { to: "ada@example.test, eve@example.test" }],
  ["two receivers in a group", { to: "all:ada@example.test;" }],
  ["a receiver with a name", { to: "Ada <ada@example.test>" }],
  ["a receiver in quotes", { to: '"eve@example.test, "@example.test' }],
  ["a link that runs", { link: { label: "Choose", url: "javascript:alert(1)" } }],
];
it.each(INJECTED)("sends nothing with %s", async (_, over) => {
  const { mails } = await aServer();
  await expect(sendMail(aMail(over))).rejects.toThrow();
  expect(mails).toEqual([]);
  expect(mailSchema.safeParse(aMail(over)).success).toBe(false);
});

it("sends no password in the clear: a server without TLS gets none", async () => {
  const said: string[] = [];
  const sockets = new Set<Socket>();
  const plain = createServer((socket) => {
    sockets.add(socket);
    socket.write("220 plain ESMTP\r\n");
    socket.on("data", (bytes) => {
      said.push(String(bytes));
      socket.write(String(bytes).startsWith("EHLO") ? "250-plain\r\n250 AUTH PLAIN LOGIN\r\n" : "250 ok\r\n");
    });
    socket.on("error", () => {});
  });
  await new Promise<void>((listening) => plain.listen(0, "127.0.0.1", listening));
  stops.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((closed) => plain.close(closed));
  });
  const address = plain.address();
  const port = typeof address === "object" && address ? address.port : 0;
  Object.assign(env(), { SMTP_URL: `smtp://charts:canary-password@127.0.0.1:${port}` });
  await expect(sendMail(aMail())).rejects.toThrow();
  expect(said.join("")).not.toMatch(/AUTH|Y2FuYXJ5|canary/);
});

it("is off without SMTP_URL, and settings that cannot be used stop the start without showing the password", () => {
  expect(isMailSetUp()).toBe(false);
  const refusal = (source: Record<string, string>) => {
    try {
      parseEnv({ NODE_ENV: "test", ...source });
      return "taken";
    } catch (error) {
      return String(error);
    }
  };
  expect(refusal({ SMTP_URL: "https://user:canary@mail.example.test" })).toMatch(
    /SMTP_URL: must begin with smtp/,
  );
  expect(refusal({ SMTP_URL: "https://user:canary@mail.example.test" })).not.toContain("canary");
  expect(refusal({ CHARTROOM_MAIL_FROM: "nobody" })).toContain("CHARTROOM_MAIL_FROM: must be one address");
  expect(refusal({ CHARTROOM_MAIL_FROM: "a@b.test\r\nBcc: eve@b.test" })).toContain("CHARTROOM_MAIL_FROM");
  expect(refusal({ SMTP_URL: "smtps://user:pw@mail.example.test:465" })).toBe("taken");
});
