import { writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import { z } from "zod";
import type { Workbench } from "./workbench.ts";

/** A layer of one file, `hello.txt`. @returns its path */
export async function aLayer(folder: string, text = "hello\n"): Promise<string> {
  const archive = pack();
  archive.entry({ name: "hello.txt" }, text);
  archive.finalize();
  const file = path.join(folder, "layer.tar");
  await writeFile(file, await buffer(archive));
  return file;
}

const manifestSchema = z.object({ layers: z.tuple([z.object({ digest: z.string() })]) });

/** Pushes an image of one layer that no other test has pushed. @returns the layer's digest */
export async function anImage(bench: Workbench, reference: string): Promise<string> {
  const layer = await aLayer(bench.folder, `${reference} ${crypto.randomUUID()}\n`);
  await bench.must("crane", "append", "--oci-empty-base", "-f", layer, "-t", reference);
  const manifest = await bench.must("crane", "manifest", reference);
  return manifestSchema.parse(JSON.parse(manifest)).layers[0].digest;
}
