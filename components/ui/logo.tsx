import { cx } from "./cx.ts";

const sizes = { small: "size-4.5", default: "size-12" };

type LogoProps = {
  src: string;
  size?: keyof typeof sizes | undefined;
  /** What it shows, where no word beside it says the same. */
  label?: string | undefined;
};

/** An image that people set, whole and in a square: on white in both themes, because most logos are drawn for paper. */
export function Logo({ src, size = "default", label = "" }: LogoProps) {
  return (
    // biome-ignore lint/performance/noImgElement: its address asks who is looking, so nothing in between may scale or keep it.
    <img
      src={src}
      alt={label}
      className={cx("rounded-chip border-line-strong shrink-0 border bg-white object-contain", sizes[size])}
    />
  );
}
