import { cloneElement, type ReactElement } from "react";

type TooltipProps = {
  content: string;
  /** The one element that has the tip; it must hand `data-tip` on to its HTML. */
  children: ReactElement<{ "data-tip"?: string }>;
};

/**
 * A tip on hover and focus. It is an attribute; TooltipLayer draws the one tip of the page. What it says is help, never
 * the only place of a fact: touch has no hover.
 */
export function Tooltip({ content, children }: TooltipProps) {
  return cloneElement(children, { "data-tip": content });
}
