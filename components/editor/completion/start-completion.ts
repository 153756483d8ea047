import type * as Monaco from "monaco-editor/esm/vs/editor/editor.api.js";
import { languageOf } from "#lib/engine/findings/code-language.ts";
import { monacoLanguageOf } from "../code-languages.ts";
import { fileUri } from "../file-uri.ts";
import { monaco } from "../monaco-parts.ts";
import type { ArtifactSource } from "./artifact-source.ts";
import { closeWithBlank } from "./close-with-blank.ts";
import type { ArtifactKindName } from "./language-brain.ts";
import { LanguageClient, type ShownText } from "./language-client.ts";
import { monacoSignature, monacoSuggestion } from "./monaco-suggestions.ts";
import type { FilePlace } from "./suggestion.ts";

type Given = {
  readonly kind: ArtifactKindName;
  readonly source: ArtifactSource;
  readonly openPath: (path: string, line?: number, column?: number) => void;
};

const languages = (["yaml", "yaml-template", "template"] as const).map(monacoLanguageOf);

/** Gives Monaco what completion knows of one artifact. @returns what takes all of it away again */
export function startCompletion({ kind, source, openPath }: Given): () => void {
  const client = new LanguageClient(kind, source);
  const lent = new LentModels(kind, client);
  const held: Monaco.IDisposable[] = [
    monaco.languages.registerCompletionItemProvider(languages, {
      triggerCharacters: [".", "$", '"', "{", " ", "|", "("],
      provideCompletionItems: async (model, position, context) => {
        if (context.triggerCharacter === " " && !opensByBlank(model, position)) return null;
        const found = await client.ask("complete", shownText(model), model.getOffsetAt(position));
        return { suggestions: (found ?? []).map((one) => monacoSuggestion(monaco, model, one)) };
      },
    }),
    monaco.languages.registerHoverProvider(languages, {
      provideHover: async (model, position) => {
        const found = await client.ask("hover", shownText(model), model.getOffsetAt(position));
        if (!found) return null;
        return { contents: [{ value: found.markdown }], range: spanIn(model, found.start, found.end) };
      },
    }),
    monaco.languages.registerSignatureHelpProvider(languages, {
      signatureHelpTriggerCharacters: [" ", "("],
      signatureHelpRetriggerCharacters: [" ", ")"],
      provideSignatureHelp: async (model, position) => {
        const found = await client.ask("sign", shownText(model), model.getOffsetAt(position));
        return found && { value: monacoSignature(found), dispose: () => undefined };
      },
    }),
    monaco.languages.registerDefinitionProvider(languages, {
      provideDefinition: async (model, position) => {
        const found = await client.ask("definition", shownText(model), model.getOffsetAt(position));
        return lent.locationsOf(found ?? []);
      },
    }),
    monaco.languages.registerReferenceProvider(languages, {
      provideReferences: async (model, position) => {
        const found = await client.ask("references", shownText(model), model.getOffsetAt(position));
        return lent.locationsOf(found ?? []);
      },
    }),
    monaco.editor.registerEditorOpener({
      openCodeEditor: (_from, resource, place) => {
        const at = place && "startLineNumber" in place ? [place.startLineNumber, place.startColumn] : [];
        const [line, column] = place && "lineNumber" in place ? [place.lineNumber, place.column] : at;
        openPath(resource.path.slice(1), line, column);
        return true;
      },
    }),
    closeWithBlank(monaco),
  ];
  return () => {
    for (const one of held) one.dispose();
    lent.close();
    client.close();
  };
}

/** A blank is typed often: it opens the list only where something has to follow. */
function opensByBlank(model: Monaco.editor.ITextModel, position: Monaco.Position): boolean {
  const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
  return /(?:\{\{-?|\||\(|:=|\b(?:if|with|range|and|or|not|eq|ne))\s$|^\s*(?:- )*[\w./-]+:\s$/.test(before);
}

const shownText = (model: Monaco.editor.ITextModel): ShownText => ({
  path: model.uri.path.slice(1),
  version: model.getVersionId(),
  text: () => model.getValue(),
});

const spanIn = (model: Monaco.editor.ITextModel, start: number, end: number) =>
  monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));

/** Texts of files that no tab shows, lent to Monaco for as long as it looks at them. */
class LentModels {
  private readonly kind: ArtifactKindName;
  private readonly client: LanguageClient;
  private readonly models = new Map<string, Monaco.editor.ITextModel>();

  constructor(kind: ArtifactKindName, client: LanguageClient) {
    this.kind = kind;
    this.client = client;
  }

  async locationsOf(places: readonly FilePlace[]): Promise<Monaco.languages.Location[]> {
    for (const path of new Set(places.map((place) => place.path))) await this.lend(path);
    return places.map((place) => ({
      uri: fileUri(place.path),
      range: new monaco.Range(place.line, place.column, place.endLine, place.endColumn),
    }));
  }

  private async lend(path: string): Promise<void> {
    const uri = fileUri(path);
    const lent = this.models.get(path);
    if (lent && !lent.isDisposed()) lent.setValue((await this.client.textOf(path)) ?? "");
    else if (!monaco.editor.getModel(uri)) {
      const text = (await this.client.textOf(path)) ?? "";
      const language = monacoLanguageOf(languageOf(path, this.kind));
      // While the text came, a tab may have opened the file.
      if (!monaco.editor.getModel(uri)) this.models.set(path, monaco.editor.createModel(text, language, uri));
    }
  }

  close(): void {
    for (const model of this.models.values()) model.dispose();
  }
}
