import { describe, expect, it } from "vitest";
import { commandWords } from "./command-words.ts";

describe("a command in its colours", () => {
  it("knows program, flags and addresses, takes the program once per command, and loses no letter", () => {
    const text = "helm pull oci://cr.example/charts/a \\\n  --version 2.4.0\nkubectl get pods # all of them";
    const words = commandWords(text);
    expect(words.map((word) => word.text).join("")).toBe(text);
    const of = (part: string) => words.filter((word) => word.part === part).map((word) => word.text);
    expect(of("program")).toEqual(["helm", "kubectl"]);
    expect(of("flag")).toEqual(["--version"]);
    expect(of("address")).toEqual(["oci://cr.example/charts/a"]);
  });
});
