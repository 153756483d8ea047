import { cx } from "#components/ui/cx.ts";
import type { WordMark } from "./diff-lines.ts";
import type { Token, TokenKind } from "./token.ts";

const colours: Readonly<Record<TokenKind, string>> = {
  "": "",
  key: "text-code-key",
  string: "text-code-string",
  "string.template": "text-code-string",
  number: "text-code-number",
  "number.template": "text-code-number",
  constant: "text-code-number",
  "keyword.template": "text-code-keyword",
  "function.template": "text-code-function",
  "object.template": "text-code-object",
  "delimiter.template": "text-code-delim",
  tag: "text-code-delim",
  comment: "text-code-comment",
};

type CodeTextProps = {
  text: string;
  tokens: readonly Token[];
  marks?: readonly WordMark[] | undefined;
  /** The ground of marked words. */
  markTone?: "added" | "removed" | undefined;
};

/** One line of code in its colours. Marked words are always plain code ink, which is readable on their ground. */
export function CodeText({ text, tokens, marks = [], markTone }: CodeTextProps) {
  if (text === "") return <br />;
  return pieces(text, tokens, marks).map(({ start, end, kind, isMarked }) => {
    const piece = shown(text.slice(start, end));
    if (isMarked) {
      return (
        <mark
          key={start}
          className={cx(
            "rounded-neat text-code-ink",
            markTone === "added" ? "bg-added-word" : "bg-removed-word",
          )}
        >
          {piece}
        </mark>
      );
    }
    return kind === "" ? (
      piece
    ) : (
      <span key={start} className={colours[kind]}>
        {piece}
      </span>
    );
  });
}

/** A carriage return is otherwise invisible, and a reason for a line to differ. */
const shown = (text: string) => text.replaceAll("\r", "␍");

type Piece = Token & { readonly isMarked: boolean };

function pieces(text: string, tokens: readonly Token[], marks: readonly WordMark[]): Piece[] {
  const whole: readonly Token[] = tokens.length > 0 ? tokens : [{ start: 0, end: text.length, kind: "" }];
  if (marks.length === 0) return whole.map((token) => ({ ...token, isMarked: false }));
  const cuts = new Set(whole.flatMap(({ start, end }) => [start, end]));
  for (const { start, end } of marks) cuts.add(start).add(end);
  const edges = [...cuts].sort((one, other) => one - other);
  const cut: Piece[] = [];
  for (const [index, start] of edges.entries()) {
    const end = edges[index + 1];
    if (end === undefined) break;
    const kind = whole.find((token) => token.start <= start && token.end > start)?.kind ?? "";
    const isMarked = marks.some((mark) => mark.start <= start && mark.end > start);
    cut.push({ start, end, kind, isMarked });
  }
  return cut;
}
