import { describe, expect, it } from "vitest";
import type { Finding } from "#lib/engine/schema.ts";
import { findingSchema } from "#lib/engine/schema.ts";
import { countCodes, filterFindings, groupFindings, wholeView } from "./arrange-findings.ts";
import { countByPath, countFindings, worstOf } from "./count-findings.ts";
import { sayCounts, sayPlace } from "./say-finding.ts";

const finding = (more: Partial<Finding>): Finding =>
  findingSchema.parse({
    severity: "warning",
    code: "helm-lint",
    message: "m",
    path: "values.yaml",
    line: 1,
    ...more,
  });

describe("CAT-16: the list of findings", () => {
  const list = [
    finding({ path: "templates/b.yaml", line: 9, message: "late" }),
    finding({
      path: "templates/b.yaml",
      line: 2,
      severity: "error",
      code: "unknown-field",
      message: "early",
    }),
    finding({ path: "templates/b.yaml", line: 1, isInOutput: true, message: "in output" }),
    finding({ path: null, line: null, message: "whole" }),
    finding({ path: "Chart.yaml", line: null, severity: "info", message: "icon" }),
  ];

  it("is read file by file, what concerns the whole first, lines in order, the output's last", () => {
    expect(
      groupFindings(list, "file").map(({ title, findings }) => [
        title,
        ...findings.map((one) => one.message),
      ]),
    ).toEqual([
      ["The whole artifact", "whole"],
      ["Chart.yaml", "icon"],
      ["templates/b.yaml", "early", "late", "in output"],
    ]);
  });

  it("is read from the worst to the least when grouped by severity, without empty groups", () => {
    expect(groupFindings(list, "severity").map(({ title, findings }) => [title, findings.length])).toEqual([
      ["Errors", 1],
      ["Warnings", 3],
      ["Notes", 1],
    ]);
    expect(groupFindings([], "severity")).toEqual([]);
  });

  it("leaves out what a person hides, and keeps one kind where one is chosen", () => {
    const hidden = filterFindings(list, { ...wholeView, hidden: new Set(["warning"]) });
    expect(hidden.map((one) => one.message)).toEqual(["early", "icon"]);
    expect(filterFindings(list, { ...wholeView, code: "unknown-field" })).toEqual([list[1]]);
    expect(countCodes(list)).toEqual([
      { code: "helm-lint", count: 4 },
      { code: "unknown-field", count: 1 },
    ]);
  });

  it("is counted for each file and for each folder above it", () => {
    const counts = countByPath([
      finding({ path: "charts/db/templates/a.yaml", severity: "error" }),
      finding({ path: "charts/db/values.yaml" }),
      finding({ path: "values.yaml", severity: "info" }),
    ]);
    expect(counts.get("charts")).toEqual({ error: 1, warning: 1, info: 0 });
    expect(counts.get("charts/db/templates")).toEqual({ error: 1, warning: 0, info: 0 });
    expect(worstOf(counts.get("charts"))).toEqual({ severity: "error", count: 1 });
    expect(worstOf(counts.get("values.yaml"))).toBeNull();
  });

  it("says counts and places in words", () => {
    expect(sayCounts(countFindings(list))).toBe("1 error, 3 warnings, 1 note");
    expect(sayCounts(countFindings([]))).toBe("no findings");
    expect(sayPlace(finding({ line: 4, column: 7 }), false)).toBe("values.yaml:4:7");
    expect(sayPlace(finding({ line: null, column: 7 }), false)).toBe("values.yaml");
    expect(sayPlace(finding({ path: null, line: 40, isInOutput: true }), false)).toBe(
      "rendered output, line 40",
    );
  });
});
