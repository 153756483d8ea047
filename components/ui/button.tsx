import { Lock, type LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";
import { Icon } from "./icon.tsx";
import { KeyHint } from "./key-hint.tsx";
import { PlainLink } from "./plain-link.tsx";
import { Spinner } from "./spinner.tsx";

type Look = {
  /** primary: one per view. danger: outlined; danger-filled only in the dialog that confirms. */
  tone?: "secondary" | "primary" | "quiet" | "danger" | "danger-filled" | undefined;
  size?: "small" | "default" | "large" | undefined;
  icon?: LucideIcon | undefined;
  /** The single key that does the same on this page. */
  keyHint?: string | undefined;
  /** Fills the width of its container. */
  wide?: boolean | undefined;
  children: ReactNode;
};

export type ButtonProps = Omit<ComponentProps<"button">, "className" | "style" | "disabled"> &
  Look & {
    /** The label while it works, in the -ing form: "Publishing". The width stays. */
    working?: string | false | undefined;
    /** Why this person may not do it, or not yet. The button stays, and says so. */
    notAllowed?: string | false | undefined;
  };

const tones = {
  secondary:
    "border-line-strong bg-raised font-medium text-ink hover:border-control hover:bg-hover active:bg-selected",
  primary:
    "border-accent bg-accent font-semibold text-on-accent hover:border-accent-hover hover:bg-accent-hover forced-colors:border-2",
  quiet:
    "border-transparent bg-transparent font-medium text-ink-muted hover:bg-hover hover:text-ink active:bg-selected",
  danger: "border-danger/45 bg-raised font-medium text-danger hover:bg-danger-soft active:bg-danger-soft",
  "danger-filled": "border-danger bg-danger font-semibold text-on-danger hover:opacity-90",
};

const sizes = {
  small: "h-6.5 px-2 text-label max-sm:h-9",
  default: "h-7.5 px-2.75 max-sm:h-10",
  large: "h-9 px-4 text-prose max-sm:h-11",
};

/** A button as wide as its sheet takes a second line for a long name. */
const wideSizes = {
  small: "min-h-6.5 px-2 py-1 text-label max-sm:min-h-9",
  default: "min-h-7.5 px-2.75 py-1 max-sm:min-h-10",
  large: "min-h-9 px-4 py-1 text-prose max-sm:min-h-11",
};

const OFF = "cursor-not-allowed border-line bg-sunken font-medium text-ink-faint";

function look({ tone = "secondary", size = "default", wide }: Omit<Look, "children">, off = false) {
  return cx(
    "relative inline-flex max-w-full select-none items-center justify-center gap-1.5 rounded-control border no-underline transition-colors",
    wide ? "w-full text-center wrap-anywhere" : "whitespace-nowrap",
    (wide ? wideSizes : sizes)[size],
    off ? OFF : tones[tone],
  );
}

function Inside({ tone = "secondary", icon, keyHint, children }: Look) {
  const filled = tone === "primary" || tone === "danger-filled";
  return (
    <>
      {icon ? <Icon of={icon} tone={tone === "secondary" ? "muted" : "inherit"} /> : null}
      <span className="min-w-0 overflow-x-clip text-ellipsis">{children}</span>
      {keyHint ? <KeyHint keys={keyHint} tone={filled ? "on-accent" : "plain"} /> : null}
    </>
  );
}

export function Button({
  tone,
  size,
  icon,
  keyHint,
  wide,
  working,
  notAllowed,
  children,
  ...rest
}: ButtonProps) {
  if (notAllowed) {
    return (
      <button
        {...rest}
        type="button"
        onClick={undefined}
        aria-disabled="true"
        data-tip={notAllowed}
        className={look({ size, wide }, true)}
      >
        <Icon of={Lock} />
        <span>{children}</span>
        <span className="sr-only">{notAllowed}</span>
      </button>
    );
  }
  const held = { tone, icon, keyHint, children };
  return (
    <button
      type="button"
      {...rest}
      {...(working
        ? { onClick: undefined, type: "button", "aria-disabled": true, "aria-live": "polite" }
        : {})}
      className={look({ tone, size, wide })}
    >
      {working ? (
        <>
          <span className="invisible inline-flex min-w-0 items-center gap-1.5" aria-hidden="true">
            <Inside {...held} />
          </span>
          <span className="absolute inset-0 inline-flex items-center justify-center gap-1.5">
            <Spinner />
            <span>{working}</span>
          </span>
        </>
      ) : (
        <Inside {...held} />
      )}
    </button>
  );
}

type ButtonLinkProps = Omit<ComponentProps<typeof PlainLink>, "className" | "style"> & Look;

/** A button that goes somewhere: an anchor, with the look of a button. */
export function ButtonLink({ tone, size, icon, keyHint, wide, children, ...rest }: ButtonLinkProps) {
  return (
    <PlainLink {...rest} className={look({ tone, size, wide })}>
      <Inside tone={tone} icon={icon} keyHint={keyHint}>
        {children}
      </Inside>
    </PlainLink>
  );
}
