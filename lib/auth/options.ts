import type { AuthOptions } from "next-auth";
import { env } from "#lib/env/env.ts";
import { SESSION_SECONDS, sessionCookieName, sessionCookieOptions } from "./session-cookie.ts";
import { sessionClaimsSchema } from "./types.ts";

/**
 * next-auth's own addresses under `/api/auth`, with our cookie. Nobody signs in with a password there: the sign-in page is
 * the one door that asks for a password, and behind it for the second factor.
 */
export function authOptions(): AuthOptions {
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    providers: [],
    callbacks: {
      // Whatever next-auth would put in, a cookie says who, of which epoch and in which session, and nothing more.
      jwt: ({ token }) => sessionClaimsSchema.parse(token),
      session: ({ session }) => ({ expires: session.expires }),
    },
  };
}
