import type * as Monaco from "monaco-editor/esm/vs/editor/editor.api.js";
import type { SignatureText, Suggestion } from "./suggestion.ts";

type Kinds = typeof Monaco.languages.CompletionItemKind;

function kindOf(kinds: Kinds, kind: Suggestion["kind"]): Monaco.languages.CompletionItemKind {
  switch (kind) {
    case "function":
      return kinds.Function;
    case "keyword":
      return kinds.Keyword;
    case "field":
      return kinds.Field;
    case "object":
      return kinds.Module;
    case "value":
      return kinds.EnumMember;
    case "template":
      return kinds.Reference;
    case "block":
      return kinds.Snippet;
    case "variable":
      return kinds.Variable;
    case "file":
      return kinds.File;
  }
}

/** A suggestion as Monaco shows it. */
export function monacoSuggestion(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  suggestion: Suggestion,
): Monaco.languages.CompletionItem {
  const { label, detail, documentation, insert, isSnippet, start, end, filter, rank, opens } = suggestion;
  const { CompletionItemInsertTextRule: rules } = monaco.languages;
  return {
    label: { label, description: detail },
    kind: kindOf(monaco.languages.CompletionItemKind, suggestion.kind),
    insertText: insert,
    ...(isSnippet ? { insertTextRules: rules.InsertAsSnippet } : {}),
    documentation: { value: documentation },
    sortText: `${rank}${label}`,
    ...(filter === null ? {} : { filterText: filter }),
    range: monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)),
    ...(opens === null ? {} : { command: commandOf(opens) }),
  };
}

const commandOf = (opens: "suggestions" | "signature"): Monaco.languages.Command =>
  opens === "suggestions"
    ? { id: "editor.action.triggerSuggest", title: "Suggest" }
    : { id: "editor.action.triggerParameterHints", title: "Show parameters" };

export function monacoSignature(text: SignatureText): Monaco.languages.SignatureHelp {
  return {
    activeSignature: 0,
    activeParameter: text.active,
    signatures: [
      {
        label: text.label,
        documentation: { value: text.documentation },
        parameters: text.parameters.map(({ start, end, documentation }) => ({
          label: [start, end],
          ...(documentation ? { documentation: { value: documentation } } : {}),
        })),
      },
    ],
  };
}
