type ScaleCellProps = {
  /** The step's ground: filled on every second one, so that a step is seen. */
  filled?: boolean | undefined;
  /** major: a step begins here. none: a row that belongs to the one above. */
  tick: "major" | "minor" | "none";
};

const ticks = { major: "scale-major", minor: "scale-minor", none: "" };

/** The graduated rule, upright: the scale beside a history. Not on narrow screens. */
export function ScaleCell({ filled, tick }: ScaleCellProps) {
  return <td className={`scale max-lg:hidden ${filled ? "scale-filled" : ""} ${ticks[tick]}`} />;
}

export function ScaleHeadCell() {
  return <td className="border-line-strong border-b p-0 max-lg:hidden" />;
}
