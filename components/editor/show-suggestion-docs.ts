import { StandaloneServices } from "monaco-editor/esm/vs/editor/standalone/browser/standaloneServices.js";
import { IStorageService } from "monaco-editor/esm/vs/platform/storage/common/storage.js";

/** Lets documentation stand beside suggestions from the beginning; Monaco shows it only once one has asked for it. */
export function showSuggestionDocs(): void {
  StandaloneServices.get(IStorageService).store("expandSuggestionDocs", true, 0, 0);
}
