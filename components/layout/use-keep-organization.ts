import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";

export type KeptOrganization = {
  slug: string;
  /** Name of the cookie that remembers for this browser; null where the person is no member of it. */
  cookie: string | null;
};

const YEAR_SECONDS = 31_536_000;

/** Outside systems: the address bar and the browser's cookies. */
export function useKeepOrganization({ slug, cookie }: KeptOrganization): void {
  const pathname = usePathname();
  const params = useSearchParams();
  const isFirst = useRef(true);
  useEffect(() => {
    const said = params.get("org");
    const isElsewhere = said !== null && said !== slug && !isFirst.current;
    isFirst.current = false;
    if (said === slug) return;
    // Another organization's page inside this one's shell: make both anew.
    if (isElsewhere) return location.reload();
    // After the router has taken over the history: before that, an entry would lose what Back shows again.
    const later = setTimeout(() => sayOrganization(pathname, slug));
    return () => clearTimeout(later);
  }, [pathname, params, slug]);
  useEffect(() => {
    if (!cookie) return;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    const remember = () => {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser that we support.
      document.cookie = `${cookie}=${slug}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
    };
    remember();
    // Of several tabs, the one that was looked at last decides.
    window.addEventListener("focus", remember);
    return () => window.removeEventListener("focus", remember);
  }, [cookie, slug]);
}

function sayOrganization(pathname: string, slug: string): void {
  const next = new URLSearchParams(location.search);
  next.set("org", slug);
  window.history.replaceState(null, "", `${pathname}?${next}${location.hash}`);
}
