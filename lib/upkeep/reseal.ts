import { resealSecondFactors } from "#lib/auth/second-factor/reseal-second-factors.ts";
import { resealMails } from "#lib/auth/send-mail-later.ts";
import { type Resealed, resealCredentials } from "#lib/credentials/reseal-credentials.ts";
import { addKey, forgetOldKeys } from "#lib/vault/secret-keys.ts";

/** Everything that is sealed, by what people call it. */
const SEALED: Record<string, () => Promise<Resealed>> = {
  "OCI credentials": resealCredentials,
  "second factors": resealSecondFactors,
  "mails that wait": resealMails,
};

export type ResealReport = Resealed & { byName: Record<string, Resealed>; isOldForgotten: boolean };

/**
 * Seals everything anew that an older key sealed. May run while servers do: what they seal meanwhile, they seal with the newest key.
 * @param isNewKey puts a new key before the others in the data folder's file first
 * @param isForgetting drops the older keys from that file, where everything could be opened
 */
export async function resealEverything({
  isNewKey,
  isForgetting,
}: {
  isNewKey: boolean;
  isForgetting: boolean;
}): Promise<ResealReport> {
  if (isNewKey) addKey();
  const byName: Record<string, Resealed> = {};
  const sum = { resealed: 0, kept: 0, lost: 0 };
  for (const [name, reseal] of Object.entries(SEALED)) {
    const counts = await reseal();
    byName[name] = counts;
    sum.resealed += counts.resealed;
    sum.kept += counts.kept;
    sum.lost += counts.lost;
  }
  const isOldForgotten = isForgetting && sum.lost === 0;
  if (isOldForgotten) forgetOldKeys();
  return { ...sum, byName, isOldForgotten };
}
