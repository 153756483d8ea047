"use client";
import { type MouseEvent, useMemo, useRef, useState } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { cx } from "#components/ui/cx.ts";
import type { CodeLanguage } from "#lib/engine/findings/code-language.ts";
import { CodeText } from "./code-text.tsx";
import { linesOf } from "./diff-lines.ts";
import { chooseLine, type LineRange } from "./line-range.ts";
import type { Token } from "./token.ts";
import { tokenizeText } from "./tokenize-line.ts";
import { useLineRange } from "./use-line-range.ts";

type CodeViewProps = {
  text: string;
  language: CodeLanguage;
  /** Names the table: the file. */
  label: string;
};

const LINES_AT_ONCE = 5000;

/**
 * A text in its colours, read-only, without an editor. Each line number is a link to its line; with shift it takes the lines
 * from the one chosen before, and the address says so (#L10-L20).
 */
export function CodeView({ text, language, label }: CodeViewProps) {
  const table = useRef<HTMLTableElement>(null);
  const [limit, setLimit] = useState(LINES_AT_ONCE);
  const { range, choose } = useLineRange(table);
  const lines = useMemo(() => linesOf(text), [text]);
  const tokens = useMemo(
    () =>
      tokenizeText(
        lines.map((line) => line.text),
        language,
      ),
    [lines, language],
  );
  const shown = Math.max(limit, range?.last ?? 0);
  const press = (event: MouseEvent, line: number) => {
    if (event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    choose(chooseLine(line, range, event.shiftKey));
  };
  if (lines.length === 0) return <p className="text-ink-muted px-4 py-3">This file is empty.</p>;
  return (
    <div className="rounded-control border-line bg-code-bg relative border">
      <div className="overflow-x-auto py-1.5">
        <table
          ref={table}
          className="text-code text-code-ink ligatures-none w-full border-collapse font-mono"
        >
          <caption className="sr-only">{label}</caption>
          <tbody>
            {lines.slice(0, shown).map((line, index) => (
              <CodeLine
                // biome-ignore lint/suspicious/noArrayIndexKey: lines repeat and never move
                key={index}
                number={index + 1}
                text={line.text}
                tokens={tokens[index] ?? []}
                isChosen={isWithin(index + 1, range)}
                onPress={press}
              />
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > shown ? (
        <button
          type="button"
          onClick={() => setLimit(shown + LINES_AT_ONCE)}
          className="border-line bg-sunken text-ink-muted text-small hover:bg-hover flex h-8 w-full items-center border-t px-3"
        >
          {shown.toLocaleString("en")} of {lines.length.toLocaleString("en")} lines are shown. Show more
        </button>
      ) : null}
      <span className="rounded-control bg-code-bg absolute top-1 right-1">
        <CopyButton text={text} what={label} />
      </span>
    </div>
  );
}

type CodeLineProps = {
  number: number;
  text: string;
  tokens: readonly Token[];
  isChosen: boolean;
  onPress: (event: MouseEvent, line: number) => void;
};

function CodeLine({ number, text, tokens, isChosen, onPress }: CodeLineProps) {
  return (
    <tr data-line={number} className={cx(isChosen && "bg-mark-soft")} aria-selected={isChosen || undefined}>
      <td className={cx("w-12 select-none p-0 text-right align-top", isChosen && "edge edge-mark")}>
        <a
          href={`#L${number}`}
          onClick={(event) => onPress(event, number)}
          aria-label={`Line ${number}`}
          className="text-code-line-no text-micro hover:text-ink block pr-3.5 leading-5 no-underline"
        >
          {number}
        </a>
      </td>
      <td className="p-0 pr-10 align-top whitespace-pre">
        <CodeText text={text} tokens={tokens} />
      </td>
    </tr>
  );
}

const isWithin = (line: number, range: LineRange | null) =>
  range !== null && line >= range.first && line <= range.last;
