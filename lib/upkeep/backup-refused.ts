/** Why a backup cannot be made, or not be restored, in a sentence for whoever sits at the terminal. */
export class BackupRefused extends Error {
  override name = "BackupRefused";
}
