import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";
import { PlainLink } from "./plain-link.tsx";

type Look = {
  /** Says the deed with its object: it is the name for assistive technology and the tooltip. */
  label: string;
  icon: LucideIcon;
  size?: "small" | "default" | undefined;
  pressed?: boolean | undefined;
  /** A small dot: something here asks for attention. Say it in the label too. */
  dot?: boolean | undefined;
};

type IconButtonProps = Omit<ComponentProps<"button">, "className" | "style" | "children" | "aria-label"> &
  Look & { keyHint?: string | undefined };

function look({ size = "default", pressed }: Pick<Look, "size" | "pressed">) {
  return cx(
    "relative inline-flex shrink-0 items-center justify-center rounded-control transition-colors hover:bg-hover hover:text-ink aria-disabled:cursor-not-allowed aria-disabled:text-ink-faint aria-expanded:bg-hover aria-expanded:text-ink",
    size === "small" ? "size-6 max-sm:size-9" : "size-7 max-sm:size-10",
    pressed ? "bg-selected text-ink" : "text-ink-muted",
  );
}

function Inside({ icon, size, dot }: Look) {
  return (
    <>
      <Icon of={icon} size={size === "small" ? "badge" : "body"} />
      {dot ? (
        <span className="border-ground bg-caution absolute top-1 right-1 size-1.75 rounded-full border" />
      ) : null}
    </>
  );
}

export function IconButton({ label, icon, size, pressed, dot, keyHint, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      data-tip={keyHint ? `${label} (${keyHint})` : label}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
      className={look({ size, pressed })}
    >
      <Inside label={label} icon={icon} size={size} dot={dot} />
    </button>
  );
}

type IconLinkProps = Omit<
  ComponentProps<typeof PlainLink>,
  "className" | "style" | "children" | "aria-label"
> &
  Look;

export function IconLink({ label, icon, size, pressed, dot, ...rest }: IconLinkProps) {
  return (
    <PlainLink {...rest} aria-label={label} data-tip={label} className={look({ size, pressed })}>
      <Inside label={label} icon={icon} size={size} dot={dot} />
    </PlainLink>
  );
}
