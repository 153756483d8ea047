import type { TemplateAction } from "./scan-template.ts";
import { hole, type Suggestion, suggest } from "./suggestion.ts";
import type { Block } from "./template-scope.ts";

type Snippet = { readonly label: string; readonly detail: string; readonly insert: string };

const snippets: readonly Snippet[] = [
  { label: "if … end", detail: "a condition", insert: "{{- if $1 }}\n$0\n{{- end }}" },
  { label: "if … else … end", detail: "a choice", insert: "{{- if $1 }}\n$2\n{{- else }}\n$0\n{{- end }}" },
  { label: "range … end", detail: "each item", insert: "{{- range $1 }}\n$0\n{{- end }}" },
  {
    label: "range $key, $value … end",
    detail: "each key with its value",
    insert: "{{- range \\$key, \\$value := $1 }}\n$0\n{{- end }}",
  },
  { label: "with … end", detail: "where it is set", insert: "{{- with $1 }}\n$0\n{{- end }}" },
  {
    label: "with … toYaml … end",
    detail: "a block of values",
    insert: `{{- with ${hole(1, ".Values.key")} }}\n{{- toYaml . | nindent ${hole(2, "2")} }}\n{{- end }}`,
  },
  {
    label: "include … nindent",
    detail: "a named template under a key",
    insert: `{{- include "$1" ${hole(2, ".")} | nindent ${hole(3, "4")} }}`,
  },
  {
    label: "define … end",
    detail: "a named template",
    insert: '{{/*\n$2\n*/}}\n{{- define "$1" -}}\n$0\n{{- end }}',
  },
];

/**
 * Whole blocks with their `end`, in place of the action that was begun.
 * @param text of the file
 */
export function blockSnippets(text: string, action: TemplateAction, offset: number): Suggestion[] {
  if (!isAloneOnLine(text, action)) return [];
  const typed = text.slice(action.start, offset);
  const opening = /^\{\{-?\s*/.exec(typed)?.[0] ?? "{{";
  return snippets.map(({ label, detail, insert }) =>
    suggest({
      label,
      kind: "block",
      start: action.start,
      end: action.end,
      rank: 4,
      detail,
      documentation: `\`\`\`chartroom-template\n${plainSnippet(insert)}\n\`\`\``,
      insert,
      isSnippet: true,
      filter: `${opening}${label}`,
      opens: "suggestions",
    }),
  );
}

/** A block needs lines of its own: beside other text, as behind a key, it is rarely what is meant. */
function isAloneOnLine(text: string, { start, end }: TemplateAction): boolean {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", end);
  const around = text.slice(lineStart, start) + text.slice(end, lineEnd < 0 ? text.length : lineEnd);
  return around.trim() === "" && !text.slice(start, end).includes("\n");
}

const plainSnippet = (insert: string) =>
  insert
    .replace(/\$\{\d:([^}]*)\}/g, "$1")
    .replace(/(?<!\\)\$\d/g, "…")
    .replaceAll("\\$", "$");

/** The `end` and `else` of the innermost block, which say what they belong to. */
export function blockWords(text: string, blocks: readonly Block[], start: number, end: number): Suggestion[] {
  const block = blocks.at(-1);
  if (!block) return [];
  const opened = text.slice(block.action.bodyStart, block.action.bodyEnd).trim();
  const line = text.slice(0, block.action.start).split("\n").length;
  const closing = suggest({
    label: "end",
    kind: "keyword",
    start,
    end,
    rank: 0,
    detail: `of line ${line}`,
    documentation: `Ends this block:\n\n\`\`\`\n{{ ${opened} }}\n\`\`\``,
  });
  const hasElse = block.word === "if" || block.word === "with" || block.word === "range";
  const others = ["else", ...(block.word === "if" ? ["else if"] : [])];
  const more = hasElse
    ? others.map((label) =>
        suggest({ label, kind: "keyword", start, end, rank: 4, detail: `of line ${line}` }),
      )
    : [];
  return [closing, ...more];
}
