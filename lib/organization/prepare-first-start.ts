import { hashPassword } from "#lib/auth/hash-password.ts";
import { emailSchema } from "#lib/auth/schema.ts";
import { applyChangeHere } from "#lib/db/changes.ts";
import { db } from "#lib/db/database.ts";
import { env } from "#lib/env/env.ts";
import { newId } from "#lib/ids/ids.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { insertOrganization } from "./insert-organization.ts";
import { hashOneTimeKey, makeOneTimeKey } from "./one-time-key.ts";

export type FirstStart =
  | { kind: "ready" }
  /** Made from CHARTROOM_OWNER_EMAIL and CHARTROOM_OWNER_PASSWORD. */
  | { kind: "owner-made"; email: string }
  /** Nobody is there yet: whoever opens this address becomes the owner. */
  | { kind: "set-up"; url: string };

async function makeOwner(email: string, password: string): Promise<FirstStart> {
  const { CHARTROOM_ORG } = env();
  const passwordHash = await hashPassword(password);
  const owner = { email: emailSchema.parse(email), name: email.split("@", 1)[0] ?? email, passwordHash };
  try {
    await db().$transaction((tx) =>
      insertOrganization(tx, {
        organization: { slug: CHARTROOM_ORG, name: CHARTROOM_ORG },
        owner,
        by: "cli",
        requestId: "",
      }),
    );
  } catch (error) {
    // Another process of the same first start was quicker.
    if (isProblem(error) && error.code === "already_set_up") return { kind: "ready" };
    throw error;
  }
  applyChangeHere("*");
  return { kind: "owner-made", email: owner.email };
}

/** A new link at each start until one was used; those of earlier starts end. */
async function makeSetUpLink(): Promise<FirstStart> {
  const key = makeOneTimeKey();
  await db().$transaction(async (tx) => {
    await tx.oneTimeLink.deleteMany({ where: { purpose: "setup", usedAt: null } });
    await tx.oneTimeLink.create({
      data: { id: newId("lnk"), hash: hashOneTimeKey(key), purpose: "setup" },
      select: { id: true },
    });
  });
  return { kind: "set-up", url: `${env().CHARTROOM_PUBLIC_URL}/set-up?key=${key}` };
}

/** What a start has to do and to say before anyone can sign in. */
export async function prepareFirstStart(): Promise<FirstStart> {
  if ((await db().user.count()) > 0) return { kind: "ready" };
  const { CHARTROOM_OWNER_EMAIL, CHARTROOM_OWNER_PASSWORD } = env();
  if (CHARTROOM_OWNER_EMAIL && CHARTROOM_OWNER_PASSWORD)
    return makeOwner(CHARTROOM_OWNER_EMAIL, CHARTROOM_OWNER_PASSWORD);
  return makeSetUpLink();
}
