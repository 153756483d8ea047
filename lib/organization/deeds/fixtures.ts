import { expect } from "vitest";
import { rowsOf, secretsTold } from "#lib/audit/fixtures.ts";
import type { AuditAction } from "#lib/audit/types.ts";
import { hashPassword } from "#lib/auth/hash-password.ts";
import { beginSecondFactor, confirmSecondFactor } from "#lib/auth/second-factor/enrol.ts";
import { codeNow } from "#lib/auth/second-factor/totp.ts";
import type { Viewer } from "#lib/auth/types.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { aMember, anOrganization, type OrganizationFixture } from "../fixtures.ts";
import { inviteMember } from "../invite-member.ts";

/** What tests of the audit log do that is no route of the API: each deed by itself, in one organization of the file. */

export const PASSWORD = "a long enough password";
const handedOut: string[] = [PASSWORD, "another long password"];
export const keep = <T extends string>(secret: T): T => {
  handedOut.push(secret);
  return secret;
};
export const keyOf = (url: string) => keep(new URL(url).searchParams.get("key") ?? "");

/** @param why where nothing is left, or another test shows it */
export type Deed = { leaves: AuditAction[]; why?: string; prepare?: () => Promise<() => Promise<unknown>> };
export const none = (why: string): Deed => ({ leaves: [], why });

let shared: OrganizationFixture | null = null;
async function anOrg(): Promise<OrganizationFixture> {
  shared ??= await anOrganization();
  return shared;
}
export async function operator(): Promise<Viewer> {
  const { id, slug } = await anOrg();
  return systemViewer(id, slug);
}
export const aPerson = async (hash: string | null = null) => aMember(await anOrg(), "member", hash);
export const proven = (viewer: Viewer) => ({ sub: viewer.actor.id, epoch: 0 });
export const emailOf = ({ actor }: Viewer) => actor.email ?? "";

export async function enrolled() {
  const viewer = await aPerson(await hashPassword(PASSWORD));
  const secret = keep((await beginSecondFactor(viewer, { password: PASSWORD })).secret);
  const codes = await confirmSecondFactor(viewer, codeNow(secret));
  return { viewer, codes: codes.map(keep) };
}
export async function anInvite(email: string): Promise<string> {
  const owner = await aMember(await anOrg(), "owner");
  return keyOf((await inviteMember(owner, { email, role: "member" })).link);
}

const listed = (deeds: Record<string, Deed>) =>
  Object.entries(deeds).map(([name, deed]) => ({ name, ...deed }));

/** Those that this file does, as cases of a test. */
export const doneHere = (...tables: Record<string, Deed>[]) =>
  tables.flatMap(listed).flatMap(({ name, leaves, prepare }) => (prepare ? [{ name, leaves, prepare }] : []));

/** Each of them is done, or says why it leaves nothing. */
export function expectReasons(...tables: Record<string, Deed>[]): void {
  for (const { name, why, prepare } of tables.flatMap(listed))
    expect([name, prepare !== undefined || why !== undefined]).toEqual([name, true]);
}

/** Does it, and looks whether the log says who did what to what, by a door of people. */
export async function expectRows({ leaves, prepare }: ReturnType<typeof doneHere>[number]): Promise<void> {
  const { rows } = await rowsOf(await prepare());
  expect(rows.map(({ action }) => action)).toEqual(leaves);
  for (const row of rows)
    expect(row).toMatchObject({
      actorName: expect.stringMatching(/./),
      subjectId: expect.stringMatching(/./),
      subjectName: expect.stringMatching(/./),
      door: expect.stringMatching(/^(portal|cli)$/),
    });
}

/** @param atLeast passwords, links, codes and secrets that were handed out so far, or nothing was looked for */
export async function expectNothingTold(atLeast: number): Promise<void> {
  expect(handedOut.length).toBeGreaterThan(atLeast);
  expect(await secretsTold(handedOut)).toEqual([]);
}
