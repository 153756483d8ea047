import { cookies } from "next/headers";
import { isProblem } from "#lib/problems/problem.ts";
import { endSession } from "./end-session.ts";
import { insertSession } from "./insert-session.ts";
import { keepDevice } from "./known-device.ts";
import { requestFacts } from "./request-facts.ts";
import { currentSessionId, signedInPerson } from "./session.ts";
import { SESSION_SECONDS, sealSession, sessionCookieName, sessionCookieOptions } from "./session-cookie.ts";
import type { ProvenPerson, SignInMethod } from "./types.ts";

/** Signs this browser in. @throws Problem "sign_in_failed" when the person's sessions were ended meanwhile */
export async function startSession(person: ProvenPerson, how: SignInMethod): Promise<void> {
  const claims = await insertSession(person, how, await requestFacts(), await currentSessionId());
  const options = { ...sessionCookieOptions(), maxAge: SESSION_SECONDS };
  (await cookies()).set(sessionCookieName(), await sealSession(claims), options);
  await keepDevice(person.sub);
}

/** Takes this browser's cookie away; what it stood for has ended, or ends elsewhere. */
export async function forgetSession(): Promise<void> {
  (await cookies()).set(sessionCookieName(), "", { ...sessionCookieOptions(), maxAge: 0 });
}

const throwFault = (error: unknown) => {
  if (!isProblem(error)) throw error;
};

/** Signs this browser out: the session ends, also for whoever has copied its cookie. */
export async function signOutHere(): Promise<void> {
  const person = await signedInPerson();
  const current = await currentSessionId();
  if (person && current !== null) {
    const { id, name, email } = person;
    const { requestId } = await requestFacts();
    // It may have been ended elsewhere at this moment.
    await endSession({ actor: { kind: "user", id, name, email }, door: "portal", requestId }, current).catch(
      throwFault,
    );
  }
  await forgetSession();
}
