import { z } from "zod";

const UNITS_MS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `24h` → milliseconds. */
export const durationSchema = z
  .string()
  .regex(/^\d{1,4}[smhd]$/, "must be a number with s, m, h or d, such as 24h")
  .transform((text) => Number.parseInt(text, 10) * (UNITS_MS[text.at(-1) ?? ""] ?? 0));
