import { expect, it } from "vitest";
import { isProblem } from "#lib/problems/problem.ts";
import { parseRepository } from "./parse-repository.ts";

const shape = (asked: string) => {
  const { orgSlug, local, ref } = parseRepository(asked);
  return [orgSlug, local, ref && `${ref.kind} ${ref.project} ${ref.name}`];
};
function refusal(asked: string): string {
  try {
    parseRepository(asked);
  } catch (error) {
    return isProblem(error) ? error.code : "fault";
  }
  return "none";
}

it.each([
  ["charts/app", [null, "charts/app", "chart null app"]],
  ["charts/pay/app", [null, "charts/pay/app", "chart pay app"]],
  ["kustomize-bases/app", [null, "kustomize-bases/app", "kustomize-base null app"]],
  ["manifest-bundles/app", [null, "manifest-bundles/app", "manifest-bundle null app"]],
  ["acme/charts/app", ["acme", "charts/app", "chart null app"]],
  ["acme/charts/pay/app", ["acme", "charts/pay/app", "chart pay app"]],
  ["app", [null, "app", null]],
  ["lib/app", [null, "lib/app", null]],
  ["a/b/charts/c", [null, "a/b/charts/c", null]],
  ["charts", null],
  ["mycharts/app", [null, "mycharts/app", null]],
] as const)("OCI-6 OCI-7 OCI-8: reads %s", (asked, expected) => {
  if (expected === null) expect(refusal(asked)).toBe("invalid_name");
  else expect(shape(asked)).toEqual(expected);
});

it.each([
  "charts/a/b/c",
  "acme/charts",
  "acme/charts/a/b/c",
  "charts/new",
  "charts/index.yaml",
  "charts/a.tgz",
  "charts/charts/a",
  `charts/${"a".repeat(64)}`,
])("OCI-6: %s is no catalog repository", (asked) => {
  expect(refusal(asked)).toBe("invalid_name");
});
