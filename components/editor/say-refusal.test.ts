import { describe, expect, it } from "vitest";
import { ApiProblem } from "#lib/browser/api.ts";
import { sayPublishRefusal } from "./say-refusal.ts";

const finding = {
  severity: "warning",
  code: "helm-lint",
  message: "icon is recommended",
  path: "Chart.yaml",
  line: null,
};
const blocked = (findings: unknown) =>
  new ApiProblem({
    code: "publish_blocked",
    status: 422,
    title: "findings need to be acknowledged",
    detail: "There is one finding to acknowledge.",
    facts: { findings },
  });

it("GOH-66: a tag that is taken leads to the next one that is free, and to the version that is there", () => {
  const page = "https://charts.example.com/charts/web/versions/1.0.0";
  const taken = new ApiProblem({
    code: "version_exists",
    status: 409,
    title: "version already exists",
    facts: { tag: "1.0.0", digest: "sha256:0", next: "1.0.1", page },
  });
  expect(sayPublishRefusal(taken, "1.0.0")).toMatchObject({
    title: "1.0.0 already exists.",
    next: { deed: "retag", tag: "1.0.1" },
    page,
  });
});

describe("GOH-52: a publication refused for its findings", () => {
  it("hands them on, so that they can be read and taken", () => {
    const refusal = sayPublishRefusal(blocked([finding]), "1.0.0");
    expect(refusal.findings).toMatchObject([finding]);
    expect(refusal.title).toBe("Not published: findings to take on purpose.");
  });

  it("is still a refusal in words where the answer holds no findings that can be read", () => {
    expect(sayPublishRefusal(blocked("none"), "1.0.0")).toMatchObject({
      title: "Not published: findings to take on purpose.",
      findings: [],
    });
  });
});
