import { cx } from "./cx.ts";
import { PlainLink, type PlainLinkProps } from "./plain-link.tsx";

type TextLinkProps = Omit<PlainLinkProps, "className" | "style"> & {
  /** quiet: the colour of the text around it, underlined on hover. */
  tone?: "accent" | "quiet" | undefined;
};

export function TextLink({ tone = "accent", ...rest }: TextLinkProps) {
  return <PlainLink {...rest} className={cx(tone === "accent" ? "link" : "rounded-chip hover:underline")} />;
}
