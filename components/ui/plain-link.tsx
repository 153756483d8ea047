"use client";
import type { Route } from "next";
import NextLink from "next/link";
import type { ComponentProps, MouseEventHandler } from "react";
import { useKept } from "./kept-query.tsx";

// The three handlers that the router's link types more strictly than an anchor are left out, or said again.
export type PlainLinkProps = Omit<
  ComponentProps<"a">,
  "href" | "onClick" | "onMouseEnter" | "onTouchStart"
> & {
  onClick?: MouseEventHandler<HTMLAnchorElement>;
  href: string;
  /** false where a page shows many links of one form, such as rows. */
  prefetch?: boolean | undefined;
  /** Loads the whole page anew, also what stands around it. */
  reload?: boolean | undefined;
};

const LEAVES_THE_PAGES = /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i;

/** A link without a look: our own pages through the router, everything else and every download as a plain anchor. */
export function PlainLink({ href: given, prefetch, reload, ...rest }: PlainLinkProps) {
  const href = useKept()(given);
  if (reload || LEAVES_THE_PAGES.test(href) || rest.download !== undefined || rest.target === "_blank") {
    return <a href={href} rel={rest.target === "_blank" ? "noreferrer" : undefined} {...rest} />;
  }
  // Addresses are built by functions of the rooms, so the router's list of literal routes cannot know them.
  return <NextLink href={href as Route} {...(prefetch === undefined ? {} : { prefetch })} {...rest} />;
}
