/**
 * Changes two sections of a WebAssembly module, as bytes: Go's linker has no flag for either. The layout is that of the
 * WebAssembly core specification, 5.5 (https://webassembly.github.io/spec/core/binary/modules.html).
 */

type Module = Uint8Array<ArrayBuffer>;

const MEMORY_SECTION = 5;
const GLOBAL_SECTION = 6;
const EXPORT_SECTION = 7;
const HEADER_BYTES = 8;
const PAGES_PER_MIB = 16;

const CONST_OPS = { i32: 0x41, i64: 0x42, f32: 0x43, f64: 0x44, globalGet: 0x23, end: 0x0b } as const;

/** Where a section stands: from its id byte up to the next section, and where its contents begin. */
type Section = { id: number; start: number; body: number; end: number };

/**
 * Returns the module with `maxMiB` as the hard maximum of its memory, in place of one that it may have had. Throws
 * RangeError where the module starts with more, and TypeError where it has no memory of its own.
 */
export function capMemory(module: Uint8Array, maxMiB: number): Module {
  const section = findSection(module, MEMORY_SECTION);
  const reader = new Reader(module, section.body);
  if (reader.unsigned() !== 1) throw new TypeError("the module must have one memory of its own");
  const flags = reader.byte();
  const minimum = reader.unsigned();
  const maximum = maxMiB * PAGES_PER_MIB;
  if (maximum < minimum) {
    throw new RangeError(
      `the module starts with ${minimum / PAGES_PER_MIB} MiB; ${maxMiB} MiB is below that`,
    );
  }
  const hasMaximum = 1;
  const body = [1, flags | hasMaximum, ...unsigned(minimum), ...unsigned(maximum)];
  return replaceSection(module, section, Uint8Array.from(body));
}

/**
 * Returns the module with each mutable global exported as `__g<index>`, so that a host can copy and put back the whole state
 * of an instance: Go keeps its stack pointer in a global, and memory alone put back is corrupt.
 */
export function exportGlobals(module: Uint8Array): Module {
  const globals = mutableGlobals(module);
  const section = findSection(module, EXPORT_SECTION);
  const reader = new Reader(module, section.body);
  const count = reader.unsigned();
  const added = globals.flatMap((index) => {
    const name = new TextEncoder().encode(`__g${index}`);
    const isGlobal = 3;
    return [...unsigned(name.length), ...name, isGlobal, ...unsigned(index)];
  });
  const head = unsigned(count + globals.length);
  const present = module.subarray(reader.at, section.end);
  return replaceSection(module, section, join([Uint8Array.from(head), present, Uint8Array.from(added)]));
}

function mutableGlobals(module: Uint8Array): number[] {
  const reader = new Reader(module, findSection(module, GLOBAL_SECTION).body);
  const count = reader.unsigned();
  const found: number[] = [];
  for (let index = 0; index < count; index++) {
    reader.byte(); // the type of the value
    if (reader.byte() === 1) found.push(index);
    reader.skipInitializer();
  }
  return found;
}

function findSection(module: Uint8Array, id: number): Section {
  const reader = new Reader(module, HEADER_BYTES);
  while (reader.at < module.length) {
    const start = reader.at;
    const section = reader.byte();
    const length = reader.unsigned();
    const body = reader.at;
    if (section === id) return { id, start, body, end: body + length };
    reader.at = body + length;
  }
  throw new TypeError(`the module has no section ${id}`);
}

function replaceSection(module: Uint8Array, section: Section, body: Uint8Array): Module {
  const head = Uint8Array.from([section.id, ...unsigned(body.length)]);
  return join([module.subarray(0, section.start), head, body, module.subarray(section.end)]);
}

function join(parts: readonly Uint8Array[]): Module {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Unsigned LEB128, the form of every count and index in a module. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest >>>= 7;
    bytes.push(rest === 0 ? low : low | 0x80);
  } while (rest !== 0);
  return bytes;
}

class Reader {
  private readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new TypeError("the module ends too early");
    return byte;
  }

  unsigned(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** Steps over a constant expression of one instruction, which is all that Go's linker writes. */
  skipInitializer(): void {
    const op = this.byte();
    if (op === CONST_OPS.f32) this.at += 4;
    else if (op === CONST_OPS.f64) this.at += 8;
    else if (op === CONST_OPS.i32 || op === CONST_OPS.i64 || op === CONST_OPS.globalGet) this.skipLeb128();
    else throw new TypeError(`a global begins with instruction ${op}, which is not known here`);
    if (this.byte() !== CONST_OPS.end) throw new TypeError("a global begins with more than one instruction");
  }

  private skipLeb128(): void {
    while (this.byte() >= 0x80);
  }
}
