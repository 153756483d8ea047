import { ACTION_FAMILIES } from "#lib/audit/types.ts";

const doors: Record<string, string> = {
  portal: "Browser",
  api: "API",
  oci: "Registry",
  cli: "Command line",
};

/** Through which door something was done. */
export const doorWord = (door: string): string => doors[door] ?? door;

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** What one may look for the deeds on, each with its word. */
export const familyOptions = ACTION_FAMILIES.map((family) => ({
  value: family,
  label: `${capital(family.replaceAll("-", " "))}${family.endsWith("s") ? "" : "s"}`
    .replace(/ys$/, "ies")
    .replace("Audits", "Audit log"),
})).sort((a, b) => a.label.localeCompare(b.label, "en"));

const kinds: Record<string, string> = {
  "api-token": "API token",
  "registry-token": "registry token",
  system: "the server",
};

/** What kind of actor it was, where it was no person. */
export const actorWord = (kind: string): string | null => kinds[kind] ?? null;
