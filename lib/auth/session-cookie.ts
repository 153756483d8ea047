import { decode, encode } from "next-auth/jwt";
import { env } from "#lib/env/env.ts";
import { type SessionClaims, sessionClaimsSchema } from "./types.ts";

/** A session ends this long after signing in. */
export const SESSION_SECONDS = 14 * 24 * 60 * 60;

const isSecure = () => env().CHARTROOM_PUBLIC_URL.startsWith("https:");

/** The `__Host-` prefix has browsers refuse the cookie from any other host, and without TLS. */
export function sessionCookieName(): string {
  return isSecure() ? "__Host-chartroom-session" : "chartroom-session";
}

export function sessionCookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}

export function sealSession(claims: SessionClaims): Promise<string> {
  return encode({ token: claims, secret: env().AUTH_SECRET, maxAge: SESSION_SECONDS });
}

/** @returns null when the cookie was not made by us, was changed, or has expired */
export async function openSession(cookie: string | undefined): Promise<SessionClaims | null> {
  if (!cookie) return null;
  try {
    const claims = await decode({ token: cookie, secret: env().AUTH_SECRET });
    return sessionClaimsSchema.safeParse(claims).data ?? null;
  } catch {
    return null; // Not ours: the same as none.
  }
}
