import { CircleX, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { Finding } from "#lib/engine/schema.ts";

type SeverityLook = {
  sign: LucideIcon;
  tone: "danger" | "caution" | "info";
  ink: string;
  word: string;
  words: string;
  title: string;
};

/** Sign, colour and words of each severity: colour is never alone. */
export const severityLooks: Record<Finding["severity"], SeverityLook> = {
  error: {
    sign: CircleX,
    tone: "danger",
    ink: "text-danger",
    word: "error",
    words: "errors",
    title: "Errors",
  },
  warning: {
    sign: TriangleAlert,
    tone: "caution",
    ink: "text-caution",
    word: "warning",
    words: "warnings",
    title: "Warnings",
  },
  info: { sign: Info, tone: "info", ink: "text-info", word: "note", words: "notes", title: "Notes" },
};

export const SEVERITIES = ["error", "warning", "info"] as const;
