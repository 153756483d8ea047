import { describe, expect, it } from "vitest";
import { ARTIFACT_KINDS, projectOfRepository, repositoryName } from "./ids.ts";
import { projectOfPattern } from "./project-pattern.ts";
import { matchesPattern } from "./repository-pattern.ts";

const ALL = "charts/payments/*,kustomize-bases/payments/*,manifest-bundles/payments/*,payments/**";

describe("GL-13: the project that a pattern lies in", () => {
  it.each([
    ["charts/payments/*", "payments"],
    ["charts/payments/api", "payments"],
    ["payments/**", "payments"],
    ["payments/api/**", "payments"],
    ["charts/payments/*,payments/**", "payments"],
    [ALL, "payments"],
    [null, null],
    ["**", null],
    ["charts/**", null],
    ["charts/*", null],
    ["charts/*/api", null],
    // Of the chart payments that is in no project, and of the repository payments.
    ["charts/payments", null],
    ["payments", null],
    ["payments*/**", null],
    ["charts/payments/**", "payments"],
    ["charts/payments*/*", null],
    ["charts/payments/*,charts/search/*", null],
    ["charts/payments/*,search/**", null],
    ["charts/payments/*,**", null],
  ])("%s → %s", (pattern, project) => {
    expect(projectOfPattern(pattern)).toBe(project);
  });

  it("holds for names: whatever a pattern means that lies in the project is in the project", () => {
    const names = [
      ...ARTIFACT_KINDS.map((kind) => repositoryName({ kind, project: "payments", name: "api" })),
      ...ARTIFACT_KINDS.map((kind) => repositoryName({ kind, project: "search", name: "api" })),
      ...ARTIFACT_KINDS.map((kind) => repositoryName({ kind, project: null, name: "payments" })),
      ...["payments", "payments/api", "payments/a/b", "paymentsx/api", "x/payments/api"],
    ];
    const patterns = ["charts/payments/*", "payments/**", ALL, "charts/payments/**,payments/api"];
    for (const pattern of patterns) {
      expect(projectOfPattern(pattern)).toBe("payments");
      for (const name of names.filter((one) => matchesPattern(pattern, one)))
        expect(projectOfRepository(name)).toBe("payments");
    }
    expect(names.filter((name) => matchesPattern(ALL, name))).toHaveLength(5);
  });
});
