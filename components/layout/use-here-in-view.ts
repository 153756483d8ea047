import { type RefObject, useEffect, useRef } from "react";

/** For a row of links that scrolls on a phone: the link of the page that one is on stands in its middle. */
export function useHereInView(pathname: string): RefObject<HTMLElement | null> {
  const row = useRef<HTMLElement>(null);
  useEffect(() => {
    // What is marked depends on the address: another one marks another link.
    const link = pathname ? row.current?.querySelector<HTMLElement>("[aria-current=page]") : null;
    if (!row.current || !link) return;
    const { left, width } = link.getBoundingClientRect();
    const middle = row.current.getBoundingClientRect().left + row.current.clientWidth / 2;
    row.current.scrollLeft += left + width / 2 - middle;
  }, [pathname]);
  return row;
}
