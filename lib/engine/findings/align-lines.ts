import { type Loop, matchesPieces, type TemplateLine, type TemplateShape } from "./template-lines.ts";

/** So many pairs of template and output lines are weighed; beyond, the output is walked along the template once. */
const MOST_CELLS = 2_000_000;
const NEVER = Number.NEGATIVE_INFINITY;
const BREAK_COST = 50;
const LOOP_COST = 0.3;
const UNKNOWN_SCORE = -1;

/**
 * Finds for each line of one document the line of the template that printed it, by index, or -1: the path through the
 * template, downwards and back to the top of a `range`, whose text agrees best with what was printed (Viterbi's algorithm).
 */
export function alignLines({ lines, loops }: TemplateShape, output: readonly string[]): Int32Array {
  if (lines.length * output.length > MOST_CELLS) return walkLines(lines, output);
  const height = lines.length;
  const skip = sumSkips(lines);
  const steps: Step[] = [];
  let scores: Float64Array | null = null;
  for (const printed of output) {
    const entry: Entry | null = scores === null ? null : enter(scores, skip, loops);
    const step: Step = { from: new Int32Array(height).fill(-1), isKnown: new Uint8Array(height).fill(1) };
    const next = new Float64Array(height);
    lines.forEach((line, at) => {
      next[at] = scoreLine(line, printed) + (entry ? read(entry.score, at) : 0);
      if (!entry || !scores) return;
      step.from[at] = entry.from[at] ?? -1;
      const more = scoreStay(line, printed);
      if (read(scores, at) + more <= read(next, at)) return;
      next[at] = read(scores, at) + more;
      step.from[at] = at;
      step.isKnown[at] = more === UNKNOWN_SCORE ? 0 : 1;
    });
    if (!entry && next.every((score) => score === NEVER)) {
      next.fill(UNKNOWN_SCORE);
      step.isKnown.fill(0);
    }
    steps.push(step);
    scores = next;
  }
  return traceBack(scores ?? new Float64Array(), steps);
}

/** For one printed line, at each line of the template: where it was come from, and whether the template explains it. */
type Step = { from: Int32Array; isKnown: Uint8Array };

/** The best score to come to each line with, and from where. */
type Entry = { score: Float64Array; from: Int32Array };

const read = (scores: Float64Array, at: number) => scores[at] ?? NEVER;

function traceBack(scores: Float64Array, steps: readonly Step[]): Int32Array {
  let at = -1;
  let best = NEVER;
  scores.forEach((score, line) => {
    if (score <= best) return;
    best = score;
    at = line;
  });
  const found = new Int32Array(steps.length).fill(-1);
  for (let row = steps.length - 1; row >= 0 && at >= 0; row -= 1) {
    const step = steps[row];
    found[row] = step?.isKnown[at] === 1 ? at : -1;
    at = step?.from[at] ?? -1;
  }
  return found;
}

/** What it costs to pass over all lines before an index. */
function sumSkips(lines: readonly TemplateLine[]): Float64Array {
  const sums = new Float64Array(lines.length + 1);
  lines.forEach((line, index) => {
    sums[index + 1] = (sums[index] ?? 0) + skipCost(line);
  });
  return sums;
}

function skipCost(line: TemplateLine): number {
  if (line.role === "break") return BREAK_COST;
  if (line.role === "silent" || line.role === "block") return 0.001;
  return line.isOptional ? 0.02 : 0.5;
}

/** The best score with which each line can be come to from a line above it, or from within a loop around both. */
function enter(scores: Float64Array, skip: Float64Array, loops: readonly Loop[]): Entry {
  const score = new Float64Array(scores.length).fill(NEVER);
  const from = new Int32Array(scores.length).fill(-1);
  let best = NEVER;
  let bestAt = -1;
  for (let at = 0; at < scores.length; at += 1) {
    score[at] = best - read(skip, at);
    from[at] = bestAt;
    const leaving = read(scores, at) + read(skip, at + 1);
    if (leaving > best) {
      best = leaving;
      bestAt = at;
    }
  }
  for (const loop of loops) enterAgain(loop, scores, skip, { score, from });
  return { score, from };
}

/** Back to any line of a loop from any line of it. */
function enterAgain({ first, last }: Loop, scores: Float64Array, skip: Float64Array, entry: Entry): void {
  let best = NEVER;
  let bestAt = -1;
  for (let at = first; at <= last; at += 1) {
    const leaving = read(scores, at) - loopSkip(skip, at + 1, last);
    if (leaving <= best) continue;
    best = leaving;
    bestAt = at;
  }
  for (let at = first; at <= last; at += 1) {
    const entering = best - LOOP_COST - loopSkip(skip, first, at);
    if (entering <= read(entry.score, at)) continue;
    entry.score[at] = entering;
    entry.from[at] = bestAt;
  }
}

/** Within a loop a `---` is no end: each turn may be a document of its own. */
const loopSkip = (skip: Float64Array, first: number, last: number) =>
  Math.min(1, Math.max(0, read(skip, last) - read(skip, first)));

/** How well a line of the output agrees with a line of the template, as its first. */
function scoreLine(line: TemplateLine | undefined, printed: string): number {
  switch (line?.role) {
    case "literal":
      return line.text === printed.trimEnd() ? 3 + Math.min(line.weight, 40) / 10 : NEVER;
    case "mixed":
      if (!matchesPieces(line.pieces, printed.trimEnd())) return NEVER;
      return Math.min(2.9 + Math.min(line.weight, 40) / 10, 1 + line.weight / 10);
    case "block":
      return fitsIndent(line, printed) ? 0.8 : -0.5;
    default:
      return NEVER;
  }
}

/** The same for one more line of what an action prints, or for a line that nothing explains. */
function scoreStay(line: TemplateLine | undefined, printed: string): number {
  if (!line?.mayContinue) return UNKNOWN_SCORE;
  if (line.indent === null) return line.role === "block" ? 0.5 : UNKNOWN_SCORE + 0.5;
  return fitsIndent(line, printed) ? 0.6 : UNKNOWN_SCORE;
}

const fitsIndent = (line: TemplateLine, printed: string) =>
  line.indent === null || printed.trim() === "" || printed.startsWith(" ".repeat(line.indent));

const WINDOW = 400;

/** For files of many thousand lines: each printed line takes the next line of the template that agrees. */
function walkLines(lines: readonly TemplateLine[], output: readonly string[]): Int32Array {
  const found = new Int32Array(output.length).fill(-1);
  let next = 0;
  output.forEach((printed, row) => {
    const end = row === 0 ? lines.length : Math.min(lines.length, next + WINDOW);
    for (let at = next; at < end; at += 1) {
      if (scoreLine(lines[at], printed) < 1.2) continue;
      found[row] = at;
      next = at + 1;
      return;
    }
  });
  return found;
}
