import { db } from "#lib/db/database.ts";
import { splitReference } from "#lib/ids/registry-place.ts";
import { open } from "#lib/vault/seal.ts";
import { sealContext } from "./credential-rows.ts";
import { chooseCredential } from "./policy.ts";

/** A login, opened for the one request that needs it: not kept, not logged, in no view. */
export type OpenCredential = { id: string; username: string; password: string; ca: string };

/**
 * The login for whatever names a registry (GOH-65): of those of its host, the one with the longest path that the repository is under.
 * @param reference `oci://ghcr.io/acme/web:1.0`, or without scheme, tag or digest
 * @returns null: none matches, so the registry is asked as anybody
 * @throws Problem "secret_sealed" where this server has not the key
 */
export async function credentialFor(orgId: string, reference: string): Promise<OpenCredential | null> {
  const place = splitReference(reference);
  if (!place) return null;
  const rows = await db().ociCredential.findMany({
    where: { orgId, host: place.host },
    select: { id: true, host: true, path: true, username: true, secret: true, ca: true },
  });
  const row = chooseCredential(rows, place.path);
  if (!row) return null;
  const { id, username, ca } = row;
  return { id, username, password: open(row.secret, sealContext({ ...row, orgId })), ca };
}
