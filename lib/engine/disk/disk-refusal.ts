/** Why a command cannot read what it was given: a sentence for whoever gave it. */
export class DiskRefusal extends Error {
  override name = "DiskRefusal";
}
