import { expect, it } from "vitest";
import { CATALOG_POLICY, choosePolicy, orderRules, PLAIN_POLICY, type PolicyRule } from "./policy.ts";

const aRule = (pattern: string, tagPattern = "", over: Partial<PolicyRule> = {}): PolicyRule => ({
  pattern,
  tagPattern,
  immutable: true,
  delete: false,
  ...over,
});

it("OCI-108: without a policy tags of plain repositories move, and may go", () => {
  expect(choosePolicy([], "images/web", "v1")).toEqual({ immutable: false, delete: true });
  expect(choosePolicy([aRule("other/**")], "images/web", "v1")).toEqual(PLAIN_POLICY);
});

it("OCI-108: no policy speaks of a catalog repository", () => {
  const open = [aRule("**", "", { immutable: false, delete: true })];
  for (const name of ["charts/web", "kustomize-bases/team/web", "manifest-bundles/web"])
    expect(choosePolicy(open, name, "1.0.0")).toEqual(CATALOG_POLICY);
});

it("OCI-108: the policy that spells out most of the name applies, then the one that spells out most of the tag", () => {
  const wide = aRule("images/**");
  const releases = aRule("images/**", "v*", { delete: true });
  const exact = aRule("images/web", "", { immutable: false });
  const latest = aRule("images/web", "latest", { immutable: false, delete: true });
  const component = aRule("images/*", "", { immutable: false, delete: true });
  const rules = [wide, releases, exact, latest, component];
  expect(orderRules(rules)).toEqual([latest, exact, component, releases, wide]);
  const on = (name: string, tag: string | null) => choosePolicy(rules, name, tag);
  expect(on("images/web", "latest")).toMatchObject({ immutable: false, delete: true });
  expect(on("images/web", "v1")).toMatchObject({ immutable: false, delete: false });
  expect(on("images/team/api", "v1")).toMatchObject({ immutable: true, delete: true });
  expect(on("images/team/api", "dev")).toMatchObject({ immutable: true, delete: false });
  // What has no tag: only rules for all tags speak of it.
  expect(on("images/team/api", null)).toMatchObject({ immutable: true, delete: false });
});

it("OCI-108: the order is the same whichever came first", () => {
  const rules = [aRule("a*b"), aRule("ab*"), aRule("*ab"), aRule("ab"), aRule("ab", "*"), aRule("ab", "v*")];
  const names = orderRules(rules).map((rule) => `${rule.pattern} ${rule.tagPattern}`);
  expect(orderRules(rules.toReversed()).map((rule) => `${rule.pattern} ${rule.tagPattern}`)).toEqual(names);
  expect(names.slice(0, 3)).toEqual(["ab v*", "ab *", "ab "]);
});
