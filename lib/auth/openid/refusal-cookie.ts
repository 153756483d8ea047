import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "#lib/env/env.ts";
import { sessionCookieOptions } from "../session-cookie.ts";

const SECONDS = 5 * 60;
const SALT = "openid-refusal";

const refusedSchema = z.object({
  code: z.string(),
  title: z.string(),
  hint: z.string().nullable(),
  requestId: z.string(),
  to: z.string(),
});
/** Why a sign-in came to nothing, for the page that says so. */
export type RefusedSignIn = z.output<typeof refusedSchema>;

const cookieName = () => `${sessionCookieOptions().secure ? "__Host-" : ""}chartroom-sign-in-refused`;

/** Sealed, so that no link puts words of others into our page. */
export async function keepRefusal(refused: RefusedSignIn): Promise<void> {
  const sealed = await encode({ token: refused, secret: env().AUTH_SECRET, maxAge: SECONDS, salt: SALT });
  (await cookies()).set(cookieName(), sealed, { ...sessionCookieOptions(), maxAge: SECONDS });
}

/** @returns null where nothing was refused in this browser in the last minutes */
export async function readRefusal(): Promise<RefusedSignIn | null> {
  const sealed = (await cookies()).get(cookieName())?.value;
  if (!sealed) return null;
  try {
    const opened = await decode({ token: sealed, secret: env().AUTH_SECRET, salt: SALT });
    return refusedSchema.safeParse(opened).data ?? null;
  } catch {
    return null;
  }
}

/** Whoever is signed in, or begins anew, has read it. */
export async function forgetRefusal(): Promise<void> {
  (await cookies()).set(cookieName(), "", { ...sessionCookieOptions(), maxAge: 0 });
}
