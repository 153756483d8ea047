/**
 * Slug of the organization that this browser looked at last. The browser itself sets it; it chooses among the
 * organizations that the person is a member of, and opens none.
 */
export const ORGANIZATION_COOKIE = "chartroom-organization";

/** The slug that an address names with `?org=`; null where it names none. Whatever stands there is not checked. */
export function organizationOf(address: string): string | null {
  return new URL(address, "http://here").searchParams.get("org") || null;
}
