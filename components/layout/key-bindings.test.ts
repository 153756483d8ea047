import { describe, expect, it } from "vitest";
import { type KeyBinding, type KeyPlace, matchKeys, nameOfPress, reachesPage } from "./key-bindings.ts";

const nowhere = () => undefined;
const bindings: KeyBinding[] = [
  { keys: "c", label: "Compare", run: nowhere },
  { keys: "g v", label: "Go to versions", run: nowhere },
  { keys: "mod+s", label: "Save", run: nowhere },
];
const press = (key: string, held: Partial<Parameters<typeof nameOfPress>[0]> = {}) =>
  nameOfPress({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });
const page: KeyPlace = { typing: false, pressing: false, covered: false, lettersOff: false };

describe("keys of a page", () => {
  it("CAT-9: a single key runs its binding, and a later binding wins over an earlier one", () => {
    const later: KeyBinding = { keys: "c", label: "Copy", run: nowhere };
    expect(matchKeys(bindings, null, "c")).toEqual({ kind: "run", binding: bindings[0] });
    expect(matchKeys([...bindings, later], null, "c")).toEqual({ kind: "run", binding: later });
    expect(matchKeys(bindings, null, "x")).toEqual({ kind: "none" });
  });

  it("a pair waits for its second key and runs only with it", () => {
    expect(matchKeys(bindings, null, "g")).toEqual({ kind: "waits", first: "g" });
    expect(matchKeys(bindings, "g", "v")).toEqual({ kind: "run", binding: bindings[1] });
    expect(matchKeys(bindings, "g", "c")).toEqual({ kind: "none" });
  });

  it("names ⌘ and Ctrl alike, in either case, and nothing with Alt or for a modifier alone", () => {
    expect(press("S", { metaKey: true })).toBe("mod+s");
    expect(press("s", { ctrlKey: true })).toBe("mod+s");
    expect(press("?")).toBe("?");
    expect(press("c", { altKey: true })).toBeNull();
    expect(press("Shift")).toBeNull();
  });

  it("single keys rest where one types, under a dialog, and where they are switched off; mod keys do not", () => {
    for (const over of [{ typing: true }, { covered: true }, { lettersOff: true }]) {
      expect(reachesPage("c", { ...page, ...over })).toBe(false);
      expect(reachesPage("mod+s", { ...page, ...over })).toBe(true);
    }
    expect(reachesPage("c", page)).toBe(true);
  });

  it("Enter on a link or button stays with the link or button", () => {
    expect(reachesPage("Enter", { ...page, pressing: true })).toBe(false);
    expect(reachesPage("j", { ...page, pressing: true })).toBe(true);
    expect(reachesPage("Enter", page)).toBe(true);
  });
});
