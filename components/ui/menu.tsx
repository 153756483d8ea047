"use client";
import { Menu as Base } from "@base-ui/react/menu";
import type { LucideIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";
import { KeyHint } from "./key-hint.tsx";
import { PlainLink } from "./plain-link.tsx";

type MenuProps = {
  /** The button that opens it: IconButton or Button. */
  trigger: ReactElement;
  align?: "start" | "center" | "end" | undefined;
  children: ReactNode;
};

export function Menu({ trigger, align = "end", children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-50">
          <Base.Popup className="fades rounded-control border-line-strong bg-raised shadow-float min-w-50 border py-1 outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type MenuItemProps = {
  icon?: LucideIcon | undefined;
  /** Goes there; without it `onPress` is called. */
  href?: string | undefined;
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
  onPress,
  keyHint,
  tone,
  notAllowed,
  current,
  children,
}: MenuItemProps) {
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
      <Base.LinkItem
        render={<PlainLink href={href} />}
        className={names}
        {...(current ? { "aria-current": true } : {})}
      >
        {inside}
      </Base.LinkItem>
    );
  }
  return (
    <Base.Item
      disabled={Boolean(notAllowed)}
      className={names}
      onClick={() => onPress?.()}
      {...(current ? { "aria-current": true } : {})}
    >
      {inside}
    </Base.Item>
  );
}

export function MenuGroup({ label, children }: { label?: ReactNode; children: ReactNode }) {
  return (
    <Base.Group className="not-first:border-line not-first:mt-1 not-first:border-t not-first:pt-1">
      {label ? (
        <Base.GroupLabel className="text-ink-muted text-small px-3 pt-1 pb-0.5 font-semibold">
          {label}
        </Base.GroupLabel>
      ) : null}
      {children}
    </Base.Group>
  );
}
