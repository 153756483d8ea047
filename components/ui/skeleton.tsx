import { cx } from "./cx.ts";

const widths = {
  quarter: "w-1/4",
  third: "w-1/3",
  half: "w-1/2",
  most: "w-2/3",
  full: "w-full",
  chip: "w-13",
  tick: "w-33",
};
const heights = { text: "h-2.5", chip: "h-4.5", line: "h-px", block: "h-24", title: "h-5" };

type SkeletonProps = { width?: keyof typeof widths | undefined; height?: keyof typeof heights | undefined };

/** A flat stand-in in the final size; shows after 150 ms. The container says aria-busy and what is loading. */
export function Skeleton({ width = "full", height = "text" }: SkeletonProps) {
  return (
    <span
      aria-hidden="true"
      className={cx("block max-w-full appear-soon rounded-neat bg-line", widths[width], heights[height])}
    />
  );
}
