import { describe, expect, it } from "vitest";
import { withKept } from "./kept-query.tsx";

const kept = { name: "org", value: "northgate" };

describe("a parameter that every link carries on", () => {
  it.each([
    ["/charts", "/charts?org=northgate"],
    ["/charts?sort=name", "/charts?sort=name&org=northgate"],
    ["/charts/a/versions/1.0.0/files/x.yaml#L3", "/charts/a/versions/1.0.0/files/x.yaml?org=northgate#L3"],
    ["/charts/a/editor?file=a/b.yaml#L3", "/charts/a/editor?file=a/b.yaml&org=northgate#L3"],
    ["/charts?org=other", "/charts?org=other"],
    ["#here", "#here"],
    ["https://example.com/", "https://example.com/"],
    ["//example.com/", "//example.com/"],
  ])("%s becomes %s", (href, made) => {
    expect(withKept(href, kept)).toBe(made);
    expect(withKept(href, null)).toBe(href);
  });
});
