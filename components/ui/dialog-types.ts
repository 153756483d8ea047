import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import type { IconTone } from "./icon.tsx";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  icon?: LucideIcon | undefined;
  iconTone?: IconTone | undefined;
  /** default 480, wide 680, full 1240 (a review of what changes). On phones it fills the screen. */
  size?: "default" | "wide" | "full" | undefined;
  /** Beside the title, such as a version chip. */
  beside?: ReactNode;
  /** Actions, right. */
  foot?: ReactNode;
  /** Secondary text or link, left of the actions. */
  footNote?: ReactNode;
  /** Makes body and foot one form. */
  onSubmit?: ComponentProps<"form">["onSubmit"];
  /** Without padding, for a body that brings its own panes. */
  flush?: boolean | undefined;
  children: ReactNode;
};
