import { describe, expect, it } from "vitest";
import { linesOf, type OutputPiece, partAt, partsOf } from "./output-parts.ts";

const piece = (
  startLine: number,
  endLine: number,
  source: string | null,
  kind: string | null,
): OutputPiece => ({
  startLine,
  endLine,
  source,
  object: kind === null ? null : { apiVersion: "v1", kind, namespace: "shop", name: "web" },
});
const pieces = [
  piece(1, 4, "templates/b.yaml", "Service"),
  piece(5, 9, "templates/a.yaml", "Deployment"),
  piece(10, 12, "templates/b.yaml", "Service"),
  piece(13, 13, null, null),
];

describe("an output in parts", () => {
  it("GOH-22: by file, each with all its documents and their lines in the whole", () => {
    const parts = partsOf("files", pieces);
    expect(parts.map(({ title, hint }) => [title, hint])).toEqual([
      ["Not from one file", "0 objects"],
      ["templates/a.yaml", "1 object"],
      ["templates/b.yaml", "2 objects"],
    ]);
    expect(parts.map(linesOf)).toEqual([[13], [5, 6, 7, 8, 9], [1, 2, 3, 4, 10, 11, 12]]);
  });

  it("GOH-22: by object, and two of one name stay two", () => {
    const parts = partsOf("objects", pieces);
    expect(parts.map(({ id, hint }) => [id, hint])).toEqual([
      ["object:v1/Service/shop/web", "shop"],
      ["object:v1/Deployment/shop/web", "shop"],
      ["object:v1/Service/shop/web#2", "shop"],
    ]);
    expect(partAt(parts, 11)?.id).toBe("object:v1/Service/shop/web#2");
    expect(partAt(parts, 13)).toBeNull();
  });
});
