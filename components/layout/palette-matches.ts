/** The words of a query, without the sign of its mode. */
export function queryWords(text: string): string[] {
  return text.replace(/^[>@]/, "").toLowerCase().split(/\s+/).filter(Boolean);
}

export function matchesAll(label: string, words: readonly string[]): boolean {
  const lower = label.toLowerCase();
  return words.every((word) => lower.includes(word));
}

export type LabelPart = { text: string; hit: boolean };

/** Divides a label into what was typed and what was not; joined again the parts are the label. */
export function labelParts(label: string, words: readonly string[]): LabelPart[] {
  const lower = label.toLowerCase();
  const hits = new Array<boolean>(label.length).fill(false);
  for (const word of words) {
    const at = lower.indexOf(word);
    if (at >= 0) hits.fill(true, at, at + word.length);
  }
  const parts: LabelPart[] = [];
  for (const [place, letter] of [...label].entries()) {
    const hit = hits[place] ?? false;
    const last = parts.at(-1);
    if (last && last.hit === hit) last.text += letter;
    else parts.push({ text: letter, hit });
  }
  return parts;
}
