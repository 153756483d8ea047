/** A file and a line in the address of the editor: `?file=templates/hpa.yaml#L14`. */
export type FileAddress = { readonly path: string; readonly line: number | null };

export function readFileAddress(search: string, hash: string): FileAddress | null {
  const path = new URLSearchParams(search).get("file");
  const line = /^#L(\d{1,7})/.exec(hash)?.[1];
  return path ? { path, line: line ? Number(line) : null } : null;
}

/** @returns search and hash, for `history.replaceState`; other parameters stay as they are */
export function writeFileAddress(search: string, address: FileAddress | null): string {
  const parameters = new URLSearchParams(search);
  parameters.delete("file");
  const others = parameters.toString();
  if (!address) return others === "" ? "" : `?${others}`;
  // Slashes stay readable: they are legal in a query.
  const file = `file=${encodeURIComponent(address.path).replaceAll("%2F", "/")}`;
  const line = address.line === null ? "" : `#L${address.line}`;
  return `?${others === "" ? file : `${others}&${file}`}${line}`;
}
