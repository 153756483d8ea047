/**
 * Where to go on after signing in: an address of ours, never another host. `//host`, `/\host` and `javascript:` are what
 * others put there.
 */
export function returnPath(to: unknown): string {
  const home = "/charts";
  if (typeof to !== "string" || !to.startsWith("/") || !URL.canParse(to, "http://here")) return home;
  const { origin, pathname, search, hash } = new URL(to, "http://here");
  const isEntry =
    pathname === "/" ||
    /^\/(?:sign-in|sign-out|set-up|choose-password|forgot-password)(?:\/|$)/.test(pathname);
  return origin !== "http://here" || pathname.startsWith("//") || isEntry
    ? home
    : `${pathname}${search}${hash}`;
}
