"use client";
import { UnfoldVertical } from "lucide-react";
import { useMemo, useState } from "react";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import type { CodeLanguage } from "#lib/engine/findings/code-language.ts";
import type { DiffMode } from "./changed-file.ts";
import { CodeText } from "./code-text.tsx";
import type { DiffLine } from "./diff-lines.ts";
import { foldLines, type Gap, type SplitRow, splitRows } from "./fold-lines.ts";
import type { Token } from "./token.ts";
import { tokenizeText } from "./tokenize-line.ts";

type DiffLinesTableProps = {
  lines: readonly DiffLine[];
  language: CodeLanguage;
  view: DiffMode;
  /** Names the table: the file. */
  caption: string;
};

type LineTokens = ReadonlyMap<DiffLine, readonly Token[]>;

// A row is cheap, ten thousand are not: the rest comes on request.
const ROWS_AT_ONCE = 2000;

/** The lines of one comparison, unified or side by side. Unchanged stretches are a button that opens them. */
export function DiffLinesTable({ lines, language, view, caption }: DiffLinesTableProps) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [limit, setLimit] = useState(ROWS_AT_ONCE);
  const tokens = useMemo(() => colourBothSides(lines, language), [lines, language]);
  const folded = useMemo(() => foldLines(lines, opened), [lines, opened]);
  const rows: readonly (DiffLine | SplitRow | Gap)[] = view === "split" ? splitRows(folded) : folded;
  const columns = view === "split" ? 4 : 3;
  const open = (from: number) => setOpened(new Set(opened).add(from));
  return (
    <>
      <div className="overflow-x-auto">
        <table className="bg-code-bg text-code text-code-ink ligatures-none w-full table-fixed border-collapse font-mono">
          <caption className="sr-only">{caption}</caption>
          <colgroup>
            {view === "split" ? (
              <>
                <col className="w-11" />
                <col />
                <col className="w-11" />
                <col />
              </>
            ) : (
              <>
                <col className="w-10" />
                <col className="w-10" />
                <col />
              </>
            )}
          </colgroup>
          <tbody>
            {rows.slice(0, limit).map((row, index, all) => {
              if ("gap" in row)
                return <GapRow key={`g${row.from}`} gap={row} columns={columns} onOpen={open} />;
              const starts = isChange(row) && !isChange(all[index - 1]);
              return "left" in row ? (
                <SplitLine key={splitKey(row)} row={row} tokens={tokens} starts={starts} />
              ) : (
                <UnifiedLine key={lineKey(row)} line={row} tokens={tokens} starts={starts} />
              );
            })}
          </tbody>
        </table>
      </div>
      {rows.length > limit ? (
        <button
          type="button"
          className="border-line bg-sunken text-ink-muted text-small hover:bg-hover flex h-8 w-full items-center gap-2 border-t px-3"
          onClick={() => setLimit(limit + ROWS_AT_ONCE)}
        >
          {limit.toLocaleString("en")} of {rows.length.toLocaleString("en")} lines are shown. Show more
        </button>
      ) : null}
    </>
  );
}

/** Each side is coloured as the text it is: an open quote of the old side does not reach into the new one. */
function colourBothSides(lines: readonly DiffLine[], language: CodeLanguage): LineTokens {
  const tokens = new Map<DiffLine, readonly Token[]>();
  for (const side of ["removed", "added"] as const) {
    const own = lines.filter((line) => line.kind === "same" || line.kind === side);
    const coloured = tokenizeText(
      own.map((line) => line.text),
      language,
    );
    own.forEach((line, index) => {
      tokens.set(line, coloured[index] ?? []);
    });
  }
  return tokens;
}

const isChange = (row: DiffLine | SplitRow | Gap | undefined) => {
  if (!row || "gap" in row) return false;
  return "left" in row ? row.left !== row.right : row.kind !== "same";
};
const lineKey = (line: DiffLine) => `${line.before ?? ""}:${line.after ?? ""}`;
const splitKey = ({ left, right }: SplitRow) => `${left?.before ?? ""}:${right?.after ?? ""}`;

function GapRow({ gap, columns, onOpen }: { gap: Gap; columns: number; onOpen: (from: number) => void }) {
  const count = gap.to - gap.from;
  return (
    <tr>
      <td colSpan={columns} className="p-0">
        <button
          type="button"
          onClick={() => onOpen(gap.from)}
          className="border-line bg-sunken text-ink-muted text-small hover:bg-hover hover:text-ink flex h-6.5 w-full items-center gap-2 border-y px-3 font-sans"
        >
          <Icon of={UnfoldVertical} size="badge" />
          {count.toLocaleString("en")} unchanged lines
        </button>
      </td>
    </tr>
  );
}

const grounds = {
  same: "",
  added: "bg-added-bg",
  removed: "bg-removed-bg",
};
const edges = { same: "", added: "edge edge-added-ink", removed: "edge edge-removed-ink" };
const NUMBER = "select-none pr-2 text-right align-top text-micro leading-5";
/** On the ground of a change, line numbers need more ink to be read. */
const numberTone = (kind: DiffLine["kind"]) => (kind === "same" ? "text-code-line-no" : "text-ink-muted");

type LineProps = { tokens: LineTokens; starts: boolean };

function UnifiedLine({ line, tokens, starts }: LineProps & { line: DiffLine }) {
  return (
    <tr className={grounds[line.kind]} {...(starts ? { "data-change": true, tabIndex: -1 } : {})}>
      <td className={cx(NUMBER, numberTone(line.kind), edges[line.kind])}>{line.before}</td>
      <td className={cx(NUMBER, numberTone(line.kind))}>{line.after}</td>
      <td className="p-0 align-top">
        <Code line={line} tokens={tokens} />
      </td>
    </tr>
  );
}

function SplitLine({ row, tokens, starts }: LineProps & { row: SplitRow }) {
  return (
    <tr {...(starts ? { "data-change": true, tabIndex: -1 } : {})}>
      <Half line={row.left} number={row.left?.before} tokens={tokens} />
      <Half line={row.right} number={row.right?.after} tokens={tokens} isRight />
    </tr>
  );
}

type HalfProps = {
  line: DiffLine | null;
  number: number | null | undefined;
  tokens: LineTokens;
  isRight?: boolean;
};

function Half({ line, number, tokens, isRight }: HalfProps) {
  const border = isRight && "border-line border-l";
  if (!line) return <td colSpan={2} className={cx("dotted-ground", border)} />;
  return (
    <>
      <td className={cx(NUMBER, numberTone(line.kind), grounds[line.kind], edges[line.kind], border)}>
        {number}
      </td>
      <td className={cx("p-0 align-top", grounds[line.kind])}>
        <Code line={line} tokens={tokens} />
      </td>
    </>
  );
}

const signs = { same: "", added: "+", removed: "−" };
const signTones = { same: "", added: "text-added-ink", removed: "text-removed-ink" };

function Code({ line, tokens }: { line: DiffLine; tokens: LineTokens }) {
  return (
    <span className="flex">
      {line.kind === "same" ? null : (
        <span className="sr-only">
          {line.kind}, line {line.after ?? line.before}:
        </span>
      )}
      <span
        aria-hidden="true"
        className={cx("w-5 shrink-0 select-none text-center font-bold", signTones[line.kind])}
      >
        {signs[line.kind]}
      </span>
      <span className="min-w-0 flex-1 pr-2 wrap-anywhere whitespace-pre-wrap">
        <CodeText
          text={line.text}
          tokens={tokens.get(line) ?? []}
          marks={line.marks}
          markTone={line.kind === "added" ? "added" : "removed"}
        />
        {line.unended ? (
          <span className="text-ink-faint text-micro ml-2 font-sans">no line break at the end</span>
        ) : null}
      </span>
    </span>
  );
}
