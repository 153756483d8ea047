import { describe, expect, it } from "vitest";
import { repositoryAddress } from "#lib/ids/addresses.ts";
import { registryAddress, sortBy } from "./registry-address.ts";

describe("addresses of registry pages", () => {
  it("keeps what is chosen, and begins at the first page whenever the rows change", () => {
    const params = { q: "pay", content: "image", page: "3" };
    expect(registryAddress("/registry", params, { page: "4" })).toBe("/registry?q=pay&content=image&page=4");
    expect(registryAddress("/registry", params, { content: null })).toBe("/registry?q=pay");
  });

  it("sorts a column the usual way first, and the other way round when asked again", () => {
    const now = { sort: "name", order: "asc" } as const;
    expect(sortBy("/registry", {}, now, "name", "asc")).toEqual({
      sortHref: "/registry?sort=name&order=desc",
      sorted: "ascending",
    });
    expect(sortBy("/registry", {}, now, "size", "desc")).toEqual({
      sortHref: "/registry?sort=size&order=desc",
    });
  });

  it("GL-4: every repository has an address of its own, also one that is called like a page", () => {
    expect(repositoryAddress("payments/api")).toBe("/registry/payments/api");
    expect(repositoryAddress("limits")).toBe("/registry/~limits");
    expect(repositoryAddress("limits/api")).toBe("/registry/limits/api");
    expect(repositoryAddress("a", { tag: "1.0.0_b" })).toBe("/registry/a?tag=1.0.0_b");
    expect(repositoryAddress("a", { tag: null, digest: "sha256:00" })).toBe("/registry/a?digest=sha256%3A00");
  });
});
