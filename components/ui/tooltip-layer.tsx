"use client";
import { useTip } from "./use-tip.ts";

/** Once, around the application: the tip of whatever has `data-tip`, near it and inside the window. */
export function TooltipLayer() {
  const { tip, place } = useTip();
  return (
    <div
      ref={place}
      popover="manual"
      role="tooltip"
      data-tip-layer=""
      className="max-w-tooltip rounded-control bg-ink text-small text-surface shadow-float fixed m-0 border-0 px-2 py-1 forced-colors:border"
    >
      {tip?.text}
    </div>
  );
}
