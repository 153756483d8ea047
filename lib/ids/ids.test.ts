import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ARTIFACT_KINDS,
  displayName,
  KIND_ROOTS,
  kindOfRoot,
  nameSegment,
  newId,
  parseNameSegment,
  projectOfRepository,
  repositoryName,
} from "./ids.ts";
import { artifactNameSchema, orgSlugSchema, projectNameSchema } from "./name-schemas.ts";

const takes = (schema: { safeParse: (name: string) => { success: boolean } }, name: string) =>
  schema.safeParse(name).success;
// Distribution specification 1.1, "Pulling manifests": what a repository name may be.
const OCI_NAME = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/;

describe("PUB-1 CAT-15: names", () => {
  it.each(["web", "a", "0", "my-app", "my--app", "a.b_c__d-e", "x".repeat(63)])("PUB-1: takes %s", (name) => {
    expect(takes(artifactNameSchema, name)).toBe(true);
    expect(takes(projectNameSchema, name)).toBe(true);
  });

  it.each([
    "",
    "Web",
    "web app",
    "-a",
    "a-",
    ".a",
    "a..b",
    "a___b",
    "a/b",
    "a~b",
    "..",
    "a\nb",
    "a\0",
    "é",
    "%2e%2e",
    "x".repeat(64),
    "x".repeat(4096),
  ])("PUB-1 S16: refuses %j", (name) => {
    expect(takes(artifactNameSchema, name)).toBe(false);
    expect(takes(projectNameSchema, name)).toBe(false);
  });

  it("CAT-15: keeps words that are parts of addresses", () => {
    for (const name of ["new", "index.yaml", "web.tgz", "web.prov", "a.b.tgz"])
      expect([takes(artifactNameSchema, name), takes(projectNameSchema, name)], name).toEqual([false, false]);
    for (const name of ["charts", "values", "api"])
      expect([takes(artifactNameSchema, name), takes(projectNameSchema, name)], name).toEqual([true, false]);
    for (const root of Object.values(KIND_ROOTS)) {
      expect(takes(orgSlugSchema, root)).toBe(false);
      expect(takes(projectNameSchema, root)).toBe(false);
    }
    expect(takes(orgSlugSchema, "default")).toBe(true);
  });

  it("PUB-1: every name that is taken makes a legal repository name, and one segment that reads back", () => {
    const part = fc.stringMatching(/^[a-z0-9]([a-z0-9._-]{0,20}[a-z0-9])?$/);
    fc.assert(
      fc.property(fc.constantFrom(...ARTIFACT_KINDS), fc.option(part), part, (kind, project, name) => {
        const segment = project === null ? name : `${project}~${name}`;
        const ref = parseNameSegment(kind, segment);
        fc.pre(ref !== null);
        expect(repositoryName(ref)).toMatch(OCI_NAME);
        expect(nameSegment(ref)).toBe(segment);
        expect(displayName(ref)).toBe(segment.replace("~", "/"));
        expect(kindOfRoot(KIND_ROOTS[kind])).toBe(kind);
      }),
    );
  });

  it("reads no segment of more than two parts, and none with an illegal part", () => {
    for (const segment of ["a~b~c", "~a", "a~", "charts~web", "new", "a/b", ""])
      expect(parseNameSegment("chart", segment)).toBeNull();
  });

  it("makes ids that differ", () => {
    const ids = new Set(Array.from({ length: 1000 }, () => newId("art")));
    expect(ids.size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^art_[0-9a-f]{32}$/);
  });
});

it("GL-1: the project of a repository is the first part of its name, after a kind's word", () => {
  const projects = {
    "charts/payments/service": "payments",
    "kustomize-bases/payments/service": "payments",
    "charts/service": null,
    "payments/api": "payments",
    "payments/helm/foo": "payments",
    nginx: null,
    charts: null,
    "": null,
    "api/x": null,
  };
  for (const [name, project] of Object.entries(projects)) expect(projectOfRepository(name)).toBe(project);
});
