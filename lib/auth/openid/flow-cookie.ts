import { createHash } from "node:crypto";
import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "#lib/env/env.ts";
import { sessionCookieOptions } from "../session-cookie.ts";
import type { SignInFlow } from "./types.ts";

/** Time to type a password and a second factor at the provider. */
const FLOW_SECONDS = 10 * 60;
/** A browser keeps this many at once: one for each tab. */
const MAX_FLOWS = 5;
/** Not the key of the session: what one seals, the other does not open. */
const SALT = "openid-flow";

const flowSchema = z.object({
  state: z.string().min(20),
  nonce: z.string().min(20),
  verifier: z.string().min(40),
  to: z.string().startsWith("/"),
});

const prefix = () => `${sessionCookieOptions().secure ? "__Host-" : ""}chartroom-openid-`;

/** One cookie for each sign-in under way, so that two tabs do not end each other's. */
const nameOf = (state: string) =>
  `${prefix()}${createHash("sha256").update(state).digest("hex").slice(0, 16)}`;

/** Remembers in this browser, and nowhere else, that it left for the provider. */
export async function keepFlow(flow: SignInFlow): Promise<void> {
  const kept = await cookies();
  const mine = kept.getAll().filter(({ name }) => name.startsWith(prefix()));
  for (const { name } of mine.slice(0, Math.max(0, mine.length - MAX_FLOWS + 1)))
    kept.set(name, "", { ...sessionCookieOptions(), maxAge: 0 });
  const sealed = await encode({ token: flow, secret: env().AUTH_SECRET, maxAge: FLOW_SECONDS, salt: SALT });
  kept.set(nameOf(flow.state), sealed, { ...sessionCookieOptions(), maxAge: FLOW_SECONDS });
}

/** What this browser left with, once: afterwards it is forgotten. */
export async function takeFlow(state: string): Promise<SignInFlow | null> {
  const kept = await cookies();
  const name = nameOf(state);
  const sealed = kept.get(name)?.value;
  if (!sealed) return null;
  kept.set(name, "", { ...sessionCookieOptions(), maxAge: 0 });
  try {
    const opened = await decode({ token: sealed, secret: env().AUTH_SECRET, salt: SALT });
    return flowSchema.safeParse(opened).data ?? null;
  } catch {
    return null; // Changed, of another server, or too old.
  }
}
