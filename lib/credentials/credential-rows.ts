import { clock } from "#lib/clock/clock.ts";
import { registryName } from "#lib/ids/registry-place.ts";
import { credentialState } from "./policy.ts";
import { type CredentialView, testResultSchema } from "./schema.ts";

/** What is read of a credential for people. The sealed password is never among it. */
export const credentialColumns = {
  id: true,
  host: true,
  path: true,
  username: true,
  secretSetAt: true,
  ca: true,
  createdByName: true,
  createdAt: true,
  testResult: true,
} as const;

export type CredentialRow = {
  id: string;
  host: string;
  path: string;
  username: string;
  secretSetAt: Date;
  ca: string;
  createdByName: string;
  createdAt: Date;
  testResult: unknown;
};

/** What a password is sealed for: it opens for no other organization, host or path (GOH-64). */
export const sealContext = (of: { orgId: string; host: string; path: string }): string =>
  `oci-credential:${of.orgId}:${of.host}/${of.path}`;

export function toCredentialView(row: CredentialRow): CredentialView {
  const lastTest = testResultSchema.safeParse(row.testResult).data ?? null;
  return {
    id: row.id,
    name: registryName(row),
    host: row.host,
    path: row.path || null,
    username: row.username,
    passwordSetAt: row.secretSetAt.toISOString(),
    ca: row.ca,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    state: credentialState(lastTest, clock.now()),
    lastTest,
    // Nothing takes its content from elsewhere yet.
    usedBy: [],
  };
}

/** What the audit log keeps of a credential. */
export const credentialDetails = (row: { username: string; ca: string }) => ({
  username: row.username,
  hasOwnAuthority: row.ca.trim() !== "",
});
