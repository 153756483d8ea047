import type * as Monaco from "monaco-editor/esm/vs/editor/editor.api.js";
import { sayCode, sayKubeVersions } from "#components/engine/say-finding.ts";
import type { TextProblem } from "#lib/engine/findings/text-problem.ts";
import type { Finding } from "#lib/engine/schema.ts";
import { monaco } from "./monaco-parts.ts";

const severities: Record<Finding["severity"], Monaco.MarkerSeverity> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

/** What is typed wrongly, as the squiggle under it. */
export function typedMarker(problem: TextProblem): Monaco.editor.IMarkerData {
  return {
    severity: severities[problem.severity],
    message: problem.message,
    startLineNumber: problem.line,
    startColumn: problem.column,
    endLineNumber: problem.endLine,
    endColumn: problem.endColumn,
  };
}

/** A finding of a check, under its word or its line. Its text says what to do, too. */
export function findingMarker(
  finding: Finding,
  model: Monaco.editor.ITextModel,
): Monaco.editor.IMarkerData | null {
  if (finding.line === null || finding.isInOutput) return null;
  const line = Math.max(1, Math.min(finding.line, model.getLineCount()));
  const from = model.validatePosition({
    lineNumber: line,
    column: finding.column ?? startOfLine(model, line),
  });
  const word = finding.column === null ? null : model.getWordAtPosition(from);
  const message = [finding.message, finding.advice, finding.object, sayKubeVersions(finding.kubeVersions)];
  return {
    severity: severities[finding.severity],
    message: message.filter(Boolean).join("\n"),
    source: sayCode(finding.code),
    startLineNumber: line,
    startColumn: from.column,
    endLineNumber: line,
    endColumn: Math.max(word?.endColumn ?? model.getLineMaxColumn(line), from.column + 1),
  };
}

const startOfLine = (model: Monaco.editor.ITextModel, line: number) =>
  Math.max(1, model.getLineFirstNonWhitespaceColumn(line));
