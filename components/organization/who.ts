import type { Role } from "#lib/auth/types.ts";

/** Whoever looks at the page of members. */
export type Who = {
  id: string;
  /** The highest role that they may give, change and take away; null: none. */
  highest: Role | null;
  /** Whether people sign in with a password on this server. */
  hasPasswords: boolean;
  organization: { slug: string; name: string };
};
