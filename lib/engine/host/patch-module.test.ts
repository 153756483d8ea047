import { describe, expect, it } from "vitest";
import { capMemory, exportGlobals } from "./patch-module.ts";

const PAGE_BYTES = 65_536;

/** A WebAssembly vector or section body with its length before it; all of them are short here. */
const sized = (...bytes: number[]) => [bytes.length, ...bytes];
const name = (text: string) => sized(...new TextEncoder().encode(text));

/**
 * (module (memory (export "memory") 1 [max]) (global i32 7) (global $counter (mut i32) 300000) (global (mut f64) 1)
 *   (func (export "count") (result i32) counter := counter + 1; counter) (func (export "grow") (result i32) grow by 64))
 */
function smallModule({ maximum }: { maximum?: number } = {}): Uint8Array {
  const i32 = 0x7f;
  const f64 = 0x7c;
  const memory = maximum === undefined ? [1, 0, 1] : [1, 1, 1, maximum];
  const globals = [
    3, // of them
    ...[i32, 0, 0x41, 7, 0x0b],
    ...[i32, 1, 0x41, 0xe0, 0xa7, 0x12, 0x0b],
    ...[f64, 1, 0x44, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x0b],
  ];
  const count = [0, 0x23, 1, 0x41, 1, 0x6a, 0x24, 1, 0x23, 1, 0x0b];
  const grow = [0, 0x41, 0xc0, 0x00, 0x40, 0, 0x0b];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, ...sized(1, 0x60, 0, 1, i32)],
    ...[3, ...sized(2, 0, 0)],
    ...[5, ...sized(...memory)],
    ...[6, ...sized(...globals)],
    ...[7, ...sized(3, ...name("memory"), 2, 0, ...name("count"), 0, 0, ...name("grow"), 0, 1)],
    ...[10, ...sized(2, ...sized(...count), ...sized(...grow))],
  ]);
}

type Running = {
  memory: WebAssembly.Memory;
  count: () => number;
  grow: () => number;
  [global: `__g${number}`]: WebAssembly.Global;
};

async function run(module: Uint8Array): Promise<Running> {
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(module));
  return instance.exports as Running; // what smallModule exports
}

describe("capMemory (ENG-33)", () => {
  it("lets memory grow up to the maximum, and no page further", async () => {
    const { memory } = await run(capMemory(smallModule(), 2));
    memory.grow(31);
    expect(memory.buffer.byteLength).toBe(32 * PAGE_BYTES);
    expect(() => memory.grow(1)).toThrow(RangeError);
  });

  it("makes the module's own memory.grow fail at the maximum", async () => {
    expect((await run(capMemory(smallModule(), 4))).grow()).toBe(-1);
    expect((await run(capMemory(smallModule(), 5))).grow()).toBe(1);
  });

  it("replaces a maximum that is there, by a higher and by a lower one", async () => {
    const higher = await run(capMemory(smallModule({ maximum: 16 }), 512));
    expect(higher.memory.grow(8191)).toBe(1);
    const lower = await run(capMemory(capMemory(smallModule(), 512), 1));
    expect(() => lower.memory.grow(16)).toThrow(RangeError);
  });

  it("refuses a maximum below what the module starts with, and a module without memory", () => {
    expect(() => capMemory(smallModule(), 0)).toThrow("0 MiB is below that");
    expect(() => capMemory(Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), 1)).toThrow("no section 5");
    expect(() => capMemory(smallModule().subarray(0, 9), 1)).toThrow("ends too early");
  });
});

describe("exportGlobals (ENG-31)", () => {
  it("exports the mutable globals, so that a host reads them and puts them back", async () => {
    const running = await run(exportGlobals(smallModule()));
    expect(Object.keys(running).filter((key) => key.startsWith("__g"))).toEqual(["__g1", "__g2"]);
    expect(running.count()).toBe(300_001);
    expect(running.__g1!.value).toBe(300_001);
    running.__g1!.value = 41;
    expect(running.count()).toBe(42);
    expect(running.__g2!.value).toBe(1);
  });

  it("keeps what is exported already, together with a maximum", async () => {
    const running = await run(capMemory(exportGlobals(smallModule()), 1));
    expect(Object.keys(running)).toEqual(["memory", "count", "grow", "__g1", "__g2"]);
    expect(running.grow()).toBe(-1);
  });

  it("says so where it does not know how a global begins", () => {
    const odd = smallModule();
    const vectorConst = 0xfd;
    odd[odd.indexOf(0x44)] = vectorConst;
    expect(() => exportGlobals(odd)).toThrow("instruction 253");
  });
});
