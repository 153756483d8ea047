"use client";
import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ComponentProps, ReactElement, ReactNode } from "react";

type TooltipProps = Omit<
  ComponentProps<typeof Base.Trigger>,
  "render" | "className" | "style" | "children"
> & {
  content: ReactNode;
  /** The one element that has the tip. */
  children: ReactElement;
  side?: "top" | "bottom" | "left" | "right" | undefined;
};

/** What it says is help, never the only place of a fact: touch has no hover. */
export function Tooltip({ content, children, side = "bottom", ...rest }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger delay={400} {...rest} render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="fades max-w-tooltip rounded-control bg-ink text-small text-surface shadow-float px-2 py-1">
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
