/** A document of an output, as the map of the output says it. Lines count from one, the last one included. */
export type OutputPiece = {
  readonly startLine: number;
  readonly endLine: number;
  readonly source: string | null;
  readonly object: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  } | null;
};

export const outputViews = ["whole", "files", "objects"] as const;
export type OutputView = (typeof outputViews)[number];

/** Documents that are shown together: of one file, or one object. */
export type OutputPart = {
  /** Stays the same from render to render, as long as the file or object is there. */
  readonly id: string;
  readonly title: string;
  /** Namespace of an object; how many objects a file has. */
  readonly hint: string;
  readonly pieces: readonly OutputPiece[];
};

/** How the documents are told apart in a view; the whole has no parts. */
export function partsOf(view: OutputView, pieces: readonly OutputPiece[]): OutputPart[] {
  if (view === "whole") return [];
  return view === "files" ? partsByFile(pieces) : partsByObject(pieces);
}

function partsByFile(pieces: readonly OutputPiece[]): OutputPart[] {
  const byFile = Map.groupBy(pieces, ({ source }) => source ?? "");
  return [...byFile]
    .map(([path, of]) => ({
      id: `file:${path}`,
      title: path === "" ? "Not from one file" : path,
      hint: sayObjects(of.filter(({ object }) => object !== null).length),
      pieces: of,
    }))
    .sort((one, other) => compare(one.title, other.title));
}

function partsByObject(pieces: readonly OutputPiece[]): OutputPart[] {
  const seen = new Map<string, number>();
  return pieces.flatMap((piece) => {
    if (!piece.object) return [];
    const { apiVersion, kind, namespace, name } = piece.object;
    const key = `object:${apiVersion}/${kind}/${namespace}/${name}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return [
      {
        id: count === 1 ? key : `${key}#${count}`,
        title: `${kind} ${name}`,
        hint: namespace,
        pieces: [piece],
      },
    ];
  });
}

export const sayObjects = (count: number) => (count === 1 ? "1 object" : `${count} objects`);

/** Lines of the whole output that a part shows, in order. */
export function linesOf(part: OutputPart): number[] {
  return part.pieces.flatMap(({ startLine, endLine }) =>
    Array.from({ length: endLine - startLine + 1 }, (_, at) => startLine + at),
  );
}

/** The part that shows a line of the whole output. */
export const partAt = (parts: readonly OutputPart[], line: number): OutputPart | null =>
  parts.find(({ pieces }) => pieces.some((one) => line >= one.startLine && line <= one.endLine)) ?? null;

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
