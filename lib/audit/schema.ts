import { z } from "zod";
import { AUDIT_ACTIONS, type AuditAction, actionsOf } from "./types.ts";

export const AUDIT_DOORS = ["portal", "api", "oci", "cli"] as const;

/** One row of the log, as it was recorded. */
export const auditEventSchema = z.object({
  /** Its number in the organization's log: each row has the next one. */
  seq: z.number().int(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  door: z.string(),
  action: z.string(),
  /** What was done, in words: `published 1.2.0 of payments/api`. */
  said: z.string(),
  target: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  details: z.unknown(),
  /** Null: nobody outside asked, it was not recorded yet, or the reader is no admin. */
  address: z.string().nullable(),
  client: z.string().nullable(),
  requestId: z.string().nullable(),
});
export type AuditEventView = z.output<typeof auditEventSchema>;

export const auditPageSchema = z.object({
  items: z.array(auditEventSchema),
  nextCursor: z.string().nullable(),
});
export type AuditPage = z.output<typeof auditPageSchema>;

const word = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{C}*$/u, "Use visible characters only.");

const isAction = (text: string): text is AuditAction => Object.hasOwn(AUDIT_ACTIONS, text);

/** A day, or a moment. */
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

const filters = {
  /** The id of a person, token or job, or a person's e-mail address. */
  actor: word.optional(),
  /** `version.published`, or all of a word: `version`. */
  action: word.refine((text) => actionsOf(text).length > 0, "This is no action of the audit log.").optional(),
  /** The id of what it was done to. */
  target: word.optional(),
  door: z.enum(AUDIT_DOORS).optional(),
  from: moment.optional(),
  /** A day counts whole. */
  to: moment.optional(),
  /** Words of the names of who did it and of what to, of the address and of the request's id; the last may be a beginning. */
  text: word.optional(),
};

export const auditFilterSchema = z.object(filters);
export type AuditFilter = z.output<typeof auditFilterSchema>;

export const listAuditQuerySchema = z.object({
  ...filters,
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
});
export type ListAuditQuery = z.output<typeof listAuditQuerySchema>;

export const AUDIT_FORMATS = ["csv", "jsonl"] as const;
export const exportAuditQuerySchema = z.object({ ...filters, format: z.enum(AUDIT_FORMATS).default("csv") });
export type ExportAuditQuery = z.output<typeof exportAuditQuerySchema>;

/** The parts of a row's sentence: words, and the place of what it was done to. */
export type SaidPart = { kind: "words"; text: string } | { kind: "target" };

function detailText(value: unknown): string | null {
  if (typeof value === "string" || typeof value === "number") return String(value) || null;
  if (Array.isArray(value)) return value.map(detailText).filter(Boolean).join(", ") || null;
  return null;
}

type Said = { action: string; details: unknown };

/** The row's sentence, from its details. An action that no release of ours knows is told by its name. */
export function sayDeed({ action, details }: Said): SaidPart[] {
  const known = isAction(action) ? AUDIT_ACTIONS[action] : `did ${action} to {target}`;
  const told = Object(details);
  const fill = (text: string) =>
    text.replace(/\{(?!target\})(\w+)\}/g, (_all, name: string) => detailText(told[name]) ?? "something");
  const filled = fill(
    known.replace(/\[([^\]]*)\]/g, (_all, part: string) => {
      const names = [...part.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
      return names.every((name) => detailText(told[name]) !== null) ? fill(part) : "";
    }),
  );
  const [before = "", after = ""] = filled.split("{target}");
  return [
    { kind: "words" as const, text: before },
    { kind: "target" as const },
    { kind: "words" as const, text: after },
  ].filter((part) => part.kind === "target" || part.text !== "");
}
