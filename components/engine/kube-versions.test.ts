import { describe, expect, it } from "vitest";
import { sayChosen } from "./kube-versions-menu.tsx";
import { readKept } from "./use-kube-versions.ts";

const known = ["1.25", "1.27", "1.29", "1.30", "1.31", "1.32"];

describe("CAT-16: the Kubernetes versions that are checked against", () => {
  it("are remembered as far as they are still known; none is a choice, too", () => {
    expect(readKept('["1.29","1.20"]', known)).toEqual(["1.29"]);
    expect(readKept("[]", known)).toEqual([]);
    expect(readKept('["1.20"]', known)).toBeNull();
    expect(readKept("{not json", known)).toBeNull();
    expect(readKept(null, known)).toBeNull();
  });

  it("are said in short: a span, some, many, none", () => {
    expect(sayChosen(["1.29", "1.30", "1.31"], known)).toBe("1.29–1.31");
    expect(sayChosen(["1.25", "1.32"], known)).toBe("1.25, 1.32");
    expect(sayChosen(["1.25", "1.27", "1.30", "1.32"], known)).toBe("4 versions");
    expect(sayChosen([], known)).toBe("none");
  });
});
