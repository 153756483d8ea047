"use client";
import type { LucideIcon } from "lucide-react";
import { cloneElement, lazy, type ReactNode, Suspense, useState } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";
import { KeyHint } from "./key-hint.tsx";
import { useMenuParts } from "./menu-parts.ts";
import type { MenuProps } from "./menu-types.ts";
import { PlainLink } from "./plain-link.tsx";

const load = () => import("./menu-popup.tsx");
const MenuPopup = lazy(() => load().then((file) => ({ default: file.MenuPopup })));

/** A button with rows under it. The code of the rows comes when one points at the button, or presses it. */
export function Menu(props: MenuProps) {
  const [asked, setAsked] = useState(false);
  const preload = () => void load();
  const closed = cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onClick: () => setAsked(true),
    onPointerEnter: preload,
    onFocus: preload,
  });
  if (!asked) return closed;
  return (
    <Suspense fallback={closed}>
      <MenuPopup {...props} />
    </Suspense>
  );
}

type MenuItemProps = {
  icon?: LucideIcon | undefined;
  /** Goes there; without it `onPress` is called. */
  href?: string | undefined;
  /** Loads the whole page anew, also what stands around it. */
  reload?: boolean | undefined;
  onPress?: (() => void) | undefined;
  keyHint?: string | undefined;
  tone?: "plain" | "danger" | undefined;
  /** Who may, or why not: the row stays and says so. */
  notAllowed?: string | false | undefined;
  /** Chosen among its neighbours. */
  current?: boolean | undefined;
  children: ReactNode;
};

export function MenuItem({
  icon,
  href,
  reload,
  onPress,
  keyHint,
  tone,
  notAllowed,
  current,
  children,
}: MenuItemProps) {
  const Parts = useMenuParts();
  const names = cx(
    "flex min-h-7.5 w-full cursor-default items-center gap-2.25 px-3 text-left no-underline outline-none data-highlighted:bg-hover data-disabled:text-ink-faint max-sm:min-h-11",
    tone === "danger" && "text-danger",
    current && "bg-selected font-semibold edge-mark",
  );
  const inside = (
    <>
      {icon ? <Icon of={icon} tone={tone === "danger" && !notAllowed ? "danger" : "faint"} /> : null}
      <span className="flex-1 whitespace-nowrap">{children}</span>
      {notAllowed ? <span className="text-small">{notAllowed}</span> : null}
      {keyHint && !notAllowed ? <KeyHint keys={keyHint} /> : null}
    </>
  );
  if (href && !notAllowed) {
    return (
      <Parts.LinkItem
        render={<PlainLink href={href} reload={reload} />}
        className={names}
        {...(current ? { "aria-current": true } : {})}
      >
        {inside}
      </Parts.LinkItem>
    );
  }
  return (
    <Parts.Item
      disabled={Boolean(notAllowed)}
      className={names}
      onClick={() => onPress?.()}
      {...(current ? { "aria-current": true } : {})}
    >
      {inside}
    </Parts.Item>
  );
}

export function MenuGroup({ label, children }: { label?: ReactNode; children: ReactNode }) {
  const Parts = useMenuParts();
  return (
    <Parts.Group className="not-first:border-line not-first:mt-1 not-first:border-t not-first:pt-1">
      {label ? (
        <Parts.GroupLabel className="text-ink-muted text-small px-3 pt-1 pb-0.5 font-semibold">
          {label}
        </Parts.GroupLabel>
      ) : null}
      {children}
    </Parts.Group>
  );
}
