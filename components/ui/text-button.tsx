import type { ComponentProps } from "react";

type TextButtonProps = Omit<ComponentProps<"button">, "className" | "style">;

/** Looks like a link, does something here: "Show both", "Clear". */
export function TextButton(props: TextButtonProps) {
  return <button type="button" {...props} className="link disabled:text-ink-faint whitespace-nowrap" />;
}
