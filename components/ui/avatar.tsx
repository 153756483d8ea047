import { KeyRound } from "lucide-react";
import { cx } from "./cx.ts";

type AvatarProps = {
  /** Whose: initials are taken from it. */
  name: string;
  /** machine: a dashed edge with a key. self: the person who looks. */
  look?: "person" | "self" | "machine" | undefined;
  size?: "small" | "default" | "large" | undefined;
};

const sizes = {
  small: "size-4.5 text-tiny",
  default: "size-5.5 text-keycap",
  large: "size-7 text-keycap max-sm:size-8",
};
const looks = {
  person: "bg-selected text-ink",
  self: "bg-ink text-surface",
  machine: "border border-control border-dashed text-ink-muted",
};

/** Square. Always beside the name, so assistive technology passes it over. */
export function Avatar({ name, look = "person", size = "default" }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "inline-flex shrink-0 select-none items-center justify-center rounded-chip font-semibold font-stretch-90%",
        sizes[size],
        looks[look],
      )}
    >
      {look === "machine" ? (
        <KeyRound size={size === "small" ? 10 : 12} strokeWidth={1.75} />
      ) : (
        initialsOf(name)
      )}
    </span>
  );
}

export function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]?.[0], words.at(-1)?.[0]] : [words[0]?.slice(0, 2)];
  return letters.join("").toUpperCase();
}
