import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "#lib/env/env.ts";
import { sessionCookieOptions } from "./session-cookie.ts";

const DEVICE_SECONDS = 180 * 24 * 60 * 60;
/** Seals for this purpose only: a session's cookie put in this one's place opens nothing, and the other way round. */
const SALT = "known-device";

const deviceSchema = z.object({ sub: z.string().min(1), device: z.string().min(1) });
type KnownDevice = z.output<typeof deviceSchema>;

const cookieName = () => (sessionCookieOptions().secure ? "__Host-chartroom-device" : "chartroom-device");

async function readDevice(): Promise<KnownDevice | null> {
  const token = (await cookies()).get(cookieName())?.value;
  if (!token) return null;
  try {
    return (
      deviceSchema.safeParse(await decode({ token, secret: env().AUTH_SECRET, salt: SALT })).data ?? null
    );
  } catch {
    return null; // Not ours: the same as none.
  }
}

/** Tells whether a person has signed in with this browser before: the mark it was given then, else null. */
export async function knownDevice(): Promise<(userId: string) => string | null> {
  const known = await readDevice();
  return (userId) => (known?.sub === userId ? known.device : null);
}

/** The mark of a browser in which anybody has signed in before, else null. */
export async function deviceMark(): Promise<string | null> {
  return (await readDevice())?.device ?? null;
}

/** Marks this browser as one in which this person has signed in. It opens nothing: it only has a throttle of its own. */
export async function keepDevice(userId: string): Promise<void> {
  if ((await readDevice())?.sub === userId) return;
  const token = { sub: userId, device: crypto.randomUUID() };
  const sealed = await encode({ token, secret: env().AUTH_SECRET, salt: SALT, maxAge: DEVICE_SECONDS });
  (await cookies()).set(cookieName(), sealed, { ...sessionCookieOptions(), maxAge: DEVICE_SECONDS });
}
