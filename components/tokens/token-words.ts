import type { ApiScope, RegistryScope } from "#lib/auth/types.ts";

/** GOH-56: "both" on the screen. */
export const scopeWords: Record<RegistryScope, string> = {
  pull: "Pull",
  push: "Push",
  "pull+push": "Pull and push",
};

/** `**` stands for any text: said as a word. */
export const reachWords = (pattern: string | null) => pattern?.replaceAll(",", ", ") ?? "everything";

export const sayDays = (days: number) => (days === 1 ? "1 day" : `${days} days`);

const dates = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** "19 February 2027", in the time zone of whoever looks. */
export const sayDay = (iso: string) => dates.format(new Date(iso));

/** How the sentence of what a new token may goes on. */
export const sayEnd = (expiresAt: string | null) =>
  expiresAt ? ` until ${sayDay(expiresAt)}` : " and does not expire";

export const apiScopeWords: Record<ApiScope, string> = {
  read: "Read",
  write: "Write",
  publish: "Publish",
  admin: "Admin",
};

/** Each has those before it. */
export const API_SCOPE_OPTIONS = [
  { value: "read", label: apiScopeWords.read, hint: "See everything that its role sees" },
  { value: "write", label: apiScopeWords.write, hint: "Also save drafts and make artifacts" },
  { value: "publish", label: apiScopeWords.publish, hint: "Also publish and deprecate versions" },
  { value: "admin", label: apiScopeWords.admin, hint: "Also tokens, policies and settings" },
] as const satisfies readonly { value: ApiScope; label: string; hint: string }[];
