import type * as Monaco from "monaco-editor/esm/vs/editor/editor.api.js";
import { type CodeState, codeAtStart, tokenizeLine } from "#components/diff/tokenize-line.ts";
import { type CodeLanguage, languageNames } from "#lib/engine/findings/code-language.ts";

/** Monaco's name for one of our languages. Its own `yaml` and `json` are not loaded: ours know template actions. */
export const monacoLanguageOf = (language: CodeLanguage) => `chartroom-${language}`;

/** Teaches Monaco our languages. The grammar is the one of the static views, so both colour a line alike. */
export function registerCodeLanguages(monaco: typeof Monaco): void {
  for (const language of ["yaml", "yaml-template", "template", "json", "plain"] as const) {
    const id = monacoLanguageOf(language);
    monaco.languages.register({ id, aliases: [languageNames[language]] });
    monaco.languages.setLanguageConfiguration(id, configurationOf(monaco, language));
    if (language !== "plain") monaco.languages.setTokensProvider(id, tokensProvider(language));
  }
}

function tokensProvider(language: CodeLanguage): Monaco.languages.TokensProvider {
  return {
    getInitialState: () => new LineState(codeAtStart),
    tokenize: (line, state) => {
      const before = state instanceof LineState ? state.held : codeAtStart;
      const result = tokenizeLine(line, before, language);
      return {
        tokens: result.tokens.map(({ start, kind }) => ({ startIndex: start, scopes: kind })),
        endState: new LineState(result.state),
      };
    },
  };
}

class LineState implements Monaco.languages.IState {
  readonly held: CodeState;

  constructor(held: CodeState) {
    this.held = held;
  }

  clone(): LineState {
    return new LineState(this.held);
  }

  equals(other: Monaco.languages.IState): boolean {
    if (!(other instanceof LineState)) return false;
    const { template, blockParent, quote, flowDepth } = other.held;
    return (
      this.held.template === template &&
      this.held.blockParent === blockParent &&
      this.held.quote === quote &&
      this.held.flowDepth === flowDepth
    );
  }
}

function configurationOf(
  monaco: typeof Monaco,
  language: CodeLanguage,
): Monaco.languages.LanguageConfiguration {
  const pairs = [
    { open: "{", close: "}" },
    { open: "[", close: "]" },
    { open: "(", close: ")" },
    { open: '"', close: '"', notIn: ["string"] },
    { open: "'", close: "'", notIn: ["string", "comment"] },
  ];
  const isYaml = language === "yaml" || language === "yaml-template";
  const executes = language === "yaml-template" || language === "template";
  return {
    comments: {
      ...(isYaml ? { lineComment: "#" } : {}),
      ...(executes ? { blockComment: ["{{/*", "*/}}"] } : {}),
    },
    brackets: [
      ["{", "}"],
      ["[", "]"],
      ["(", ")"],
    ],
    // Brackets have the colour of what they belong to, not of their depth.
    colorizedBracketPairs: [],
    autoClosingPairs: pairs,
    surroundingPairs: pairs,
    folding: { offSide: isYaml },
    // A word ends at a dot in templates, so that a double click takes one part of .Values.image.tag.
    wordPattern: /[\w$][\w-]*/,
    onEnterRules: isYaml
      ? [{ beforeText: /:\s*$/, action: { indentAction: monaco.languages.IndentAction.Indent } }]
      : [],
  };
}
