"use server";
import { redirect } from "next/navigation";
import { signOutHere } from "#lib/auth/start-session.ts";

/** A server action, so that no link of another site signs anybody out. */
export async function signOut(): Promise<never> {
  await signOutHere();
  redirect("/sign-in");
}
