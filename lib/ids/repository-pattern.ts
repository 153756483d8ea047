import { z } from "zod";
import { ARTIFACT_KINDS, KIND_ROOTS, type KindRoot } from "./ids.ts";

/** Names of repositories are at most 255 characters. */
const MAX_PATTERN = 255;
/** More stars than this tell nothing more, and make matching slow. */
const MAX_STARS = 6;

const STARS = /\*+/g;
const countStars = (pattern: string) => (pattern.match(STARS) ?? []).length;

/** Which repositories are meant: a name in which `*` stands for any text without a slash and `**` for any text. */
export const repositoryPatternSchema = z
  .string()
  .trim()
  .min(1, "Leave it out to reach every repository.")
  .max(MAX_PATTERN, `Use at most ${MAX_PATTERN} characters.`)
  .regex(
    /^[a-z0-9*](?:[a-z0-9._*/-]*[a-z0-9*])?$/,
    "Use a repository name in which * stands for any text without a slash and ** for any text, such as charts/payments/*.",
  )
  .refine((text) => countStars(text) <= MAX_STARS, { error: `Use at most ${MAX_STARS} stars.` });

/** Patterns that one token may have: enough for each kind of a project, and its plain repositories. */
const MAX_PARTS = 8;

/** What a token reaches: one pattern, or several with commas between them; a name that one of them matches is meant. */
export const tokenPatternSchema = z
  .string()
  .max(MAX_PATTERN * MAX_PARTS, `Use at most ${MAX_PARTS} patterns.`)
  .superRefine((text, context) => {
    const parts = partsOf(text);
    const wrong = parts.map((part) => repositoryPatternSchema.safeParse(part)).find((part) => !part.success);
    const message =
      parts.length > MAX_PARTS ? `Use at most ${MAX_PARTS} patterns.` : wrong?.error?.issues[0]?.message;
    if (message) context.addIssue({ code: "custom", message });
  })
  .transform((text) => [...new Set(partsOf(text).map((part) => part.trim()))].join(","));

/** The patterns that a token's pattern consists of. No name and no pattern has a comma in it. */
export const partsOf = (pattern: string): string[] => pattern.split(",");

function partSource(part: string): string {
  const escaped = part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  return escaped.replace(/\*\*|\*/g, (stars) => (stars === "**" ? ".*" : "[^/]*"));
}

/** `charts/payments/*` as a regular expression: `*` stands for any text without a slash, `**` for any text. */
export function patternSource(pattern: string): string {
  return `^(?:${partsOf(pattern).map(partSource).join("|")})$`;
}

export type Step = "*" | "**" | { char: string };
/** Positions in a pattern that what was read so far can have led to. */
export type Places = ReadonlySet<number>;

export const stepsOf = (pattern: string): Step[] =>
  Array.from(pattern.matchAll(/\*\*|\*|[^*]/g), ([part]) =>
    part === "*" || part === "**" ? part : { char: part },
  );

/** A star may stand for nothing: who is before it may as well be behind it. */
export function settled(steps: Step[], places: Iterable<number>): Places {
  const reached = new Set<number>();
  for (let at of places) {
    reached.add(at);
    while (steps[at] === "*" || steps[at] === "**") reached.add(++at);
  }
  return reached;
}

/** @param char null: some character that is no slash */
function take(step: Step, char: string | null): boolean {
  if (step === "**") return true;
  if (step === "*") return char !== "/";
  return char === null ? step.char !== "/" : step.char === char;
}

export function read(steps: Step[], places: Places, char: string | null): Places {
  const next: number[] = [];
  for (const at of places) {
    const step = steps[at];
    if (step !== undefined && take(step, char)) next.push(typeof step === "string" ? at : at + 1);
  }
  return settled(steps, next);
}

const readAll = (steps: Step[], places: Places, text: string): Places =>
  Array.from(text).reduce((reached, char) => read(steps, reached, char), places);

/** One component of a name that is not said: one character or more. */
function readComponent(steps: Step[], places: Places): Places {
  const reached = new Set<number>();
  for (let edge = read(steps, places, null); edge.size > 0; ) {
    const before = reached.size;
    for (const at of edge) reached.add(at);
    edge = reached.size > before ? read(steps, edge, null) : new Set();
  }
  return reached;
}

/**
 * Whether a name is meant; null means every name. Read in steps of its own and not as a regular expression, whose time can
 * grow with the sixth power of a name's length.
 */
export function matchesPattern(pattern: string | null, name: string): boolean {
  if (pattern === null) return true;
  return pattern.includes(",")
    ? partsOf(pattern).some((part) => matches(part, name))
    : matches(pattern, name);
}

function matches(pattern: string, name: string): boolean {
  if (!pattern.includes("*")) return pattern === name;
  const steps = stepsOf(pattern);
  return readAll(steps, settled(steps, [0]), name).has(steps.length);
}

/** The root whose catalog repositories a pattern can match, such as `charts` for `**`; null where it can match none. */
export function reachedRoot(pattern: string): KindRoot | null {
  const steps = stepsOf(pattern);
  const reaches = (root: KindRoot) => {
    const inRoot = readComponent(steps, readAll(steps, settled(steps, [0]), `${root}/`));
    const inProject = readComponent(steps, read(steps, inRoot, "/"));
    return inRoot.has(steps.length) || inProject.has(steps.length);
  };
  return ARTIFACT_KINDS.map((kind) => KIND_ROOTS[kind]).find(reaches) ?? null;
}
