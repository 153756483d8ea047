import type { CodeLanguage } from "#lib/engine/findings/code-language.ts";
import type { Finding } from "#lib/engine/schema.ts";

/** What the syntax check of one text says while it is typed. */
export type TextFinding = Pick<Finding, "message"> & {
  severity: "error" | "warning";
  line: number;
  column: number;
};

export type CheckedText = { path: string; language: CodeLanguage; found: readonly TextFinding[] };

const codes: Record<CodeLanguage, string> = {
  yaml: "yaml-syntax",
  json: "json-syntax",
  "yaml-template": "template-syntax",
  template: "template-syntax",
  plain: "yaml-syntax",
};

/**
 * One list of both: the syntax of the texts that are open is what was typed last, so it takes the place of what the check
 * of an older state said of their syntax.
 */
export function joinTextFindings(found: readonly Finding[], texts: readonly CheckedText[]): Finding[] {
  const open = new Set(texts.map(({ path }) => path));
  const others = found.filter(
    ({ code, path, isInOutput }) => code !== "yaml-syntax" || isInOutput || path === null || !open.has(path),
  );
  const typed = texts.flatMap(({ path, language, found: own }) =>
    own.map(
      ({ severity, message, line, column }): Finding => ({
        severity,
        code: codes[language],
        message,
        advice: "",
        path,
        line,
        column,
        isInOutput: false,
        object: null,
        kubeVersions: [],
        samples: [],
      }),
    ),
  );
  return [...typed, ...others];
}
