import { cookies } from "next/headers";
import { SESSION_SECONDS, sealSession, sessionCookieName, sessionCookieOptions } from "./session-cookie.ts";
import type { SessionClaims } from "./types.ts";

/** Signs this browser in. */
export async function startSession(claims: SessionClaims): Promise<void> {
  const kept = await cookies();
  const options = { ...sessionCookieOptions(), maxAge: SESSION_SECONDS };
  kept.set(sessionCookieName(), await sealSession(claims), options);
}

/** Signs this browser out. */
export async function endSession(): Promise<void> {
  const kept = await cookies();
  kept.set(sessionCookieName(), "", { ...sessionCookieOptions(), maxAge: 0 });
}
