import type { ComponentProps, ReactElement, ReactNode } from "react";

export type MenuProps = {
  /** The button that opens it: IconButton or Button. */
  trigger: ReactElement<ComponentProps<"button">>;
  align?: "start" | "center" | "end" | undefined;
  children: ReactNode;
};
