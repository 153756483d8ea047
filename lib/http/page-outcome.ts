import { notFound } from "next/navigation";
import { redirectToSignIn } from "#lib/auth/session.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { catalogue } from "#lib/problems/catalogue.ts";
import { isProblem } from "#lib/problems/problem.ts";

/**
 * What a page reads, or the one answer for what is missing and what may not be seen: the 404 page for whoever is signed in
 * (CAT-29), the sign-in page and back for everybody else (CAT-34). Other refusals and faults go on to `error.tsx`.
 */
export async function orNotFound<T>(viewer: Viewer, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!isProblem(error) || catalogue[error.code].status !== 404) throw error;
    if (viewer.role === null && error.code === "artifact_unknown") return redirectToSignIn();
    return notFound();
  }
}
