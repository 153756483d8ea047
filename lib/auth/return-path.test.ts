import { expect, it } from "vitest";
import { returnPath } from "./return-path.ts";

it("CAT-34: goes back to an address of ours after signing in, with its query and its place", () => {
  expect(returnPath("/charts/redis?tab=values#L10")).toBe("/charts/redis?tab=values#L10");
  expect(returnPath("/charts/a%20b")).toBe("/charts/a%20b");
});

it("CAT-34: never sends anybody to another host, or in a circle", () => {
  const bad = [
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/.//evil.example",
    "/sign-in?to=/sign-in",
    "/sign-out",
    "/",
    "charts",
    "",
    null,
    ["/charts"],
  ];
  expect(bad.map(returnPath)).toEqual(bad.map(() => "/charts"));
});
