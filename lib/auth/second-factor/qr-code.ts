import { encode } from "uqr";
import type { QrCode } from "../schema.ts";

/** A text as a QR code to be drawn: a square of `size` modules, and the dark ones as an SVG path. */
export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: "M", border: 3 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return { size, path };
}
