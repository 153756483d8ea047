import type * as Monaco from "monaco-editor/esm/vs/editor/editor.api.js";
import themes from "./monaco-themes.json";

/** Both themes of the look (LOOK section 9), from the same colours as the static code views. */
export function defineCodeThemes(monaco: typeof Monaco): void {
  monaco.editor.defineTheme("chartroom-light", { ...themes["chartroom-light"], base: "vs" });
  monaco.editor.defineTheme("chartroom-dark", { ...themes["chartroom-dark"], base: "vs-dark" });
}

export type CodeTheme = "chartroom-light" | "chartroom-dark";
