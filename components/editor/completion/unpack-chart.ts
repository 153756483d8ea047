import { gunzipSync } from "fflate";

/** What a packed subchart may hold when it is unpacked; a larger one is left packed. */
const MOST_BYTES = 16 * 1024 * 1024;
const BLOCK = 512;
const decoder = new TextDecoder();

export type PackedText = { readonly path: string; readonly text: string };

/**
 * The texts of a chart's package (.tgz), by path below its top folder. Empty for what is no package, or too large.
 */
export function unpackChart(bytes: Uint8Array): PackedText[] {
  if (bytes.length < 18 || bytes[0] !== 0x1f || bytes[1] !== 0x8b) return [];
  // The last four bytes of gzip say how long the content is; it is unpacked into as much room and no more.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(bytes.length - 4, true) > MOST_BYTES) return [];
  try {
    return readTar(gunzipSync(bytes));
  } catch {
    return [];
  }
}

function readTar(tar: Uint8Array): PackedText[] {
  const texts: PackedText[] = [];
  let longName: string | null = null;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const field = (from: number, length: number) =>
      decoder.decode(tar.subarray(at + from, at + from + length)).replace(/\0.*$/s, "");
    const sizeBytes = Number.parseInt(field(124, 12).trim(), 8) || 0;
    const content = tar.subarray(at + BLOCK, at + BLOCK + sizeBytes);
    const type = field(156, 1);
    if (type === "x") longName = /(?:^|\n)\d+ path=([^\n]+)\n/.exec(decoder.decode(content))?.[1] ?? null;
    else {
      const name: string = longName ?? [field(345, 155), field(0, 100)].filter(Boolean).join("/");
      longName = null;
      const path = name.slice(name.indexOf("/") + 1);
      if ((type === "" || type === "0") && !content.includes(0))
        texts.push({ path, text: decoder.decode(content) });
    }
    at += BLOCK + Math.ceil(sizeBytes / BLOCK) * BLOCK;
  }
  return texts;
}
