import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { onShelf, processWide } from "#lib/env/process-wide.ts";
import { capMemory } from "./host/patch-module.ts";
import type { ModuleName } from "./host/warm-module.ts";

// Node runs this file as it stands and so knows where it lies; a bundle of it does not, and asks for what Node's copy,
// which the server loads first, has left here.
const here: string | undefined = import.meta.dirname;
if (here !== undefined) processWide("engine.root", () => path.join(here, "../.."));

/** A file of this checkout, by its path from the root. */
export function engineFile(...parts: string[]): string {
  const root = onShelf<string>("engine.root");
  if (root === undefined) throw new Error("The engine's folder is known to the server only.");
  return path.join(root, ...parts);
}

/** A committed module, compressed with brotli as it lies there. */
export function compressedModule(name: ModuleName): Buffer {
  return readFileSync(engineFile("engine", "modules", `${name}.wasm.br`));
}

const decompress = promisify(brotliDecompress);

/** Reads and compiles a module, whose memory ends at a maximum of its own. */
async function compileModule(name: ModuleName, memoryMib: number): Promise<WebAssembly.Module> {
  return WebAssembly.compile(capMemory(await decompress(compressedModule(name)), memoryMib));
}

/** The compiled module, one per process and maximum: threads share its code (ENG-35). */
export function compiledModule(name: ModuleName, memoryMib: number): Promise<WebAssembly.Module> {
  const compiled = processWide("engine.modules", () => new Map<string, Promise<WebAssembly.Module>>());
  const key = `${name} ${memoryMib}`;
  const known = compiled.get(key) ?? compileModule(name, memoryMib);
  compiled.set(key, known);
  return known;
}
