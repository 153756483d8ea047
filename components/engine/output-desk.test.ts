import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyDelta, deltaOf } from "./file-delta.ts";
import { type DeskMap, OutputDesk } from "./output-desk.ts";
import type { FromOutputDesk, OutputEdit, OutputOutline } from "./output-messages.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Cuts at `---` lines; an object's name is the text after `name: `. */
function mapPlainly(output: string): DeskMap {
  const lines = output.split("\n").slice(0, -1);
  const starts = lines.flatMap((line, at) => (line === "---" ? [at] : []));
  const documents = starts.map((start, at) => {
    const end = starts[at + 1] ?? lines.length;
    const name = lines
      .slice(start, end)
      .find((line) => line.startsWith("name: "))
      ?.slice(6);
    const object = name === undefined ? null : { apiVersion: "v1", kind: "A", namespace: "", name };
    return { startLine: start + 1, endLine: end, source: `templates/${name}.yaml`, object };
  });
  return {
    documents,
    sourceOf: (line) => ({ path: "templates/a.yaml", line }),
    outputLinesOf: (_path, line) => [{ startLine: line ?? 1, endLine: line ?? 1 }],
  };
}

function aDesk() {
  let screen: string[] = [];
  const edits: OutputEdit[] = [];
  const answers: FromOutputDesk[] = [];
  let outline: OutputOutline | null = null;
  const desk = new OutputDesk(mapPlainly, (message) => {
    answers.push(message);
    if (message.type === "outline") outline = message.outline;
    if (message.type !== "edit") return;
    const { isStart, line, remove, text } = message.edit;
    edits.push(message.edit);
    if (isStart) screen = [];
    screen.splice(line - 1, remove, ...text.split("\n").slice(0, -1));
  });
  let serial = 0;
  const output = (text: string) => {
    serial += 1;
    const files = deltaOf([], []);
    const options = { noHooks: false, skipTests: false };
    desk.take({ type: "output", serial, kind: "chart", files, output: bytes(text), options });
  };
  return { desk, output, edits, answers, screen: () => screen, outline: () => outline };
}

const TWO = "---\nname: a\nx: 1\n---\nname: b\n";

describe("the desk that reads outputs", () => {
  it("its edits make exactly the lines of each next output", () => {
    const line = fc.constantFrom("---", "a: 1", "b: 2", "", "name: c");
    fc.assert(
      fc.property(fc.array(fc.array(line, { maxLength: 12 }), { maxLength: 6 }), (outputs) => {
        const { output, screen } = aDesk();
        for (const lines of outputs) {
          output(lines.map((one) => `${one}\n`).join(""));
          expect(screen()).toEqual(lines);
        }
      }),
    );
  });

  it("ENG-38: sends what changed only, and much in pieces", () => {
    const { output, edits, screen } = aDesk();
    const lines = Array.from({ length: 20_000 }, (_, at) => `key${at}: a value of some length`);
    output(`${lines.join("\n")}\n`);
    expect(edits.length).toBeGreaterThan(4);
    expect(Math.max(...edits.map(({ text }) => text.length))).toBeLessThan(100_000);
    expect(screen()).toEqual(lines);
    edits.length = 0;
    output(`${lines.with(700, "changed: true").join("\n")}\n`);
    expect(edits).toEqual([{ isStart: false, line: 701, remove: 1, text: "changed: true\n" }]);
  });

  it("GOH-22: shows one part, keeps it over renders, and starts anew when asked", () => {
    const { desk, output, screen, outline } = aDesk();
    output(TWO);
    desk.take({ type: "choose", view: "objects", part: "object:v1/A//b" });
    expect(screen()).toEqual(["---", "name: b"]);
    expect(outline()).toMatchObject({ part: "object:v1/A//b", shown: [{ startLine: 4, endLine: 5 }] });
    output(`---\nname: new\n${TWO}`);
    expect(outline()?.part).toBe("object:v1/A//b");
    expect(screen()).toEqual(["---", "name: b"]);
    desk.take({ type: "resend" });
    expect(screen()).toEqual(["---", "name: b"]);
    desk.take({ type: "choose", view: "whole", part: null });
    expect(screen()).toHaveLength(7);
    expect(outline()?.shown).toBeNull();
  });

  it("CAT-17: says why nothing is in it, and answers for places", () => {
    const { desk, output, answers, outline } = aDesk();
    output("\n \n");
    expect(outline()).toMatchObject({ isBlank: true, nothing: { reason: "The chart has no templates." } });
    output("---\ngreeting: hello\n");
    expect(outline()?.isBlank).toBe(false);
    expect(outline()?.nothing?.reason).toBe("What is printed is no object of Kubernetes.");
    output(TWO);
    expect(outline()?.nothing).toBeNull();
    desk.take({ type: "source-of", id: 7, line: 3 });
    desk.take({ type: "lines-of", id: 8, path: "templates/a.yaml", line: 2 });
    expect(answers.slice(-2)).toEqual([
      { type: "place", id: 7, place: { path: "templates/a.yaml", line: 3 } },
      { type: "lines", id: 8, ranges: [{ startLine: 2, endLine: 2 }] },
    ]);
  });

  it("files come as what changed, and are whole on the other side", () => {
    const a = { path: "a", bytes: bytes("a") };
    const b = { path: "b", bytes: bytes("b") };
    const newer = { path: "b", bytes: bytes("bb") };
    expect(deltaOf([a, b], [a, newer])).toEqual({ changed: [newer], paths: ["a", "b"] });
    expect(applyDelta([a, b], deltaOf([a, b], [newer]))).toEqual([newer]);
  });
});
