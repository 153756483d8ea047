import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "#lib/env/env.ts";
import { checkSignIn } from "./check-sign-in.ts";
import { requestFacts } from "./request-facts.ts";
import { signInSchema } from "./schema.ts";
import { SESSION_SECONDS, sessionCookieName, sessionCookieOptions } from "./session-cookie.ts";
import { sessionClaimsSchema } from "./types.ts";

/** next-auth's own addresses under `/api/auth`: the same check of a password, the same cookie as our sign-in page. */
export function authOptions(): AuthOptions {
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    providers: [
      CredentialsProvider({
        name: "password",
        credentials: { email: { label: "Email" }, password: { label: "Password", type: "password" } },
        authorize: async (input) => {
          const { email, password } = signInSchema.parse(input);
          const { requestId, address } = await requestFacts();
          const { sub, epoch } = await checkSignIn({ email, password, requestId, address });
          return { id: sub, epoch };
        },
      }),
    ],
    callbacks: {
      // Whatever next-auth would put in, a session says who and of which epoch, and nothing more.
      jwt: ({ token, user }) => {
        const claims = user ? { sub: user.id, epoch: "epoch" in user ? user.epoch : null } : token;
        return sessionClaimsSchema.parse(claims);
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
  };
}
