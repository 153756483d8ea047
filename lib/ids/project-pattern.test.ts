import fc from "fast-check";
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
    // No project can be called so: its page would be another's.
    ["api/payments**", null],
    ["charts/new/*", null],
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

  it("NB-15: no random pattern that is said to lie in a project means a random name outside of it", () => {
    const word = fc.constantFrom("charts", "kustomize-bases", "payments", "pay", "search", "api", "c");
    const piece = fc.oneof(word, fc.constantFrom("*", "**", "pay*", "*s", "payments*", "payments**"));
    const joined = (of: fc.Arbitrary<string>) =>
      fc.array(of, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
    const patterns = fc.array(joined(piece), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(","));
    const inProject = fc.constantFrom("charts/payments/", "payments/", "manifest-bundles/pay/");
    const near = fc.tuple(inProject, joined(piece)).map((parts) => parts.join(""));
    let proven = 0;
    fc.assert(
      fc.property(fc.oneof(patterns, near), fc.array(joined(word), { maxLength: 30 }), (pattern, names) => {
        const project = projectOfPattern(pattern);
        if (project === null) return;
        proven += 1;
        for (const name of names.filter((one) => matchesPattern(pattern, one)))
          expect(projectOfRepository(name)).toBe(project);
      }),
      { numRuns: 2000 },
    );
    expect(proven).toBeGreaterThan(50);
  });
});
