import { cookies } from "next/headers";
import { knownDevice } from "./known-device.ts";
import { finishPending, insertPending, isPending, PENDING_SECONDS } from "./second-factor/pending-sign-in.ts";
import { hasSecondFactor } from "./second-factor/queries.ts";
import { sessionCookieOptions } from "./session-cookie.ts";
import { startSession } from "./start-session.ts";
import type { ProvenPerson } from "./types.ts";

const cookieName = () => (sessionCookieOptions().secure ? "__Host-chartroom-code" : "chartroom-code");

async function keepPending(key: string, maxAge: number): Promise<void> {
  (await cookies()).set(cookieName(), key, { ...sessionCookieOptions(), sameSite: "strict", maxAge });
}

const pendingKey = async () => (await cookies()).get(cookieName())?.value ?? "";

/**
 * Signs in whoever has no second factor; everybody else is asked for a code first.
 * @param to where to go on once signed in
 * @returns the page that comes next
 */
export async function signInOrAskCode(
  person: ProvenPerson,
  how: "password" | "link",
  to: string,
): Promise<string> {
  if (!(await hasSecondFactor(person.sub))) {
    await startSession(person, how);
    return to;
  }
  await keepPending(await insertPending(person, how), PENDING_SECONDS);
  return `/sign-in/code?to=${encodeURIComponent(to)}`;
}

/** Whether this browser has given a right password and shows a code next. */
export async function isCodeAsked(): Promise<boolean> {
  return isPending(await pendingKey());
}

/** Signs in with the code that was asked for. @throws Problem "code_wrong", "code_throttled", "code_late" */
export async function signInWithCode(code: string): Promise<void> {
  const { person, how } = await finishPending(await pendingKey(), code, await knownDevice());
  await startSession(person, how);
  await keepPending("", 0);
}
