import { recordAudit } from "#lib/audit/record-audit.ts";
import { hashPassword } from "#lib/auth/hash-password.ts";
import { requireRole } from "#lib/auth/policy.ts";
import { requirePasswordSignIn, signInWays } from "#lib/auth/sign-in-ways.ts";
import type { Role, Viewer } from "#lib/auth/types.ts";
import { db, type Tx } from "#lib/db/database.ts";
import { newId } from "#lib/ids/ids.ts";
import { Problem } from "#lib/problems/problem.ts";
import { insertPasswordLink, type PasswordLink } from "./insert-password-link.ts";
import type { CreateUserInput } from "./schema.ts";

const LINK_DAYS = 7;

export type CreatedUser = {
  id: string;
  email: string;
  role: Role;
  /** Whether the person was a member before: then only the link is new. */
  existed: boolean;
  /** To choose a password, once, within seven days; null where a password was given, or nobody signs in with one. */
  link: PasswordLink | null;
};

async function insertMember(
  tx: Tx,
  orgId: string,
  input: CreateUserInput,
  passwordHash: string | null,
): Promise<{ id: string; role: Role; existed: boolean }> {
  const { email, name, role } = input;
  const known = await tx.user.findUnique({
    where: { email },
    select: { id: true, memberships: { where: { orgId }, select: { role: true } } },
  });
  if (known && passwordHash !== null)
    throw new Problem("user_exists", {
      detail: email,
      hint: "Leave the password out: a link to choose a new one is printed then.",
    });
  if (known?.memberships[0]) {
    const now = known.memberships[0].role;
    if (now !== role) throw new Problem("user_exists", { detail: `${email}, with the role ${now}` });
    return { id: known.id, role, existed: true };
  }
  const id = known?.id ?? newId("usr");
  if (!known) await tx.user.create({ data: { id, email, name, passwordHash }, select: { id: true } });
  await tx.membership.create({ data: { orgId, userId: id, role }, select: { role: true } });
  return { id, role, existed: false };
}

/**
 * Makes a member of the viewer's organization, with a password or with a link to choose one. For somebody who is a member
 * with this role already, only a new link is made: that is how a lost password is replaced.
 * @throws Problem "user_exists" when the member has another role, or a password was given for somebody who has one
 */
export async function createUser(viewer: Viewer, input: CreateUserInput): Promise<CreatedUser> {
  requireRole(viewer, input.role === "owner" ? "owner" : "admin", `add a user who is ${input.role}`);
  if (input.password !== null) requirePasswordSignIn();
  const passwordHash = input.password === null ? null : await hashPassword(input.password);
  return db().$transaction(async (tx) => {
    const member = await insertMember(tx, viewer.orgId, input, passwordHash);
    const isLinked = input.password === null && signInWays().password;
    const link = isLinked ? await insertPasswordLink(tx, member.id, LINK_DAYS * 86_400_000) : null;
    await recordAudit(tx, {
      ...viewer,
      action: member.existed ? "user.password-link-made" : "user.created",
      subject: { kind: "user", id: member.id, name: input.email },
      details: { role: member.role },
    });
    return { email: input.email, link, ...member };
  });
}
