import type { RegistryScope } from "#lib/auth/types.ts";

/** GOH-56: "both" on the screen. */
export const scopeWords: Record<RegistryScope, string> = {
  pull: "Pull",
  push: "Push",
  "pull+push": "Pull and push",
};

/** `**` stands for any text: said as a word. */
export const reachWords = (pattern: string | null) => pattern ?? "everything";

const dates = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });

/** "19 February 2027", in the time zone of whoever looks. */
export const sayDay = (iso: string) => dates.format(new Date(iso));
