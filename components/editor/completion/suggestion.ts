/** What is offered at one place. Offsets count from 0 in the file; documentation is Markdown. */
export type Suggestion = {
  readonly label: string;
  readonly kind:
    | "function"
    | "keyword"
    | "field"
    | "object"
    | "value"
    | "template"
    | "block"
    | "variable"
    | "file";
  /** Beside the label: a signature, a type, where it comes from. */
  readonly detail: string;
  readonly documentation: string;
  readonly insert: string;
  /** Whether `insert` is a snippet with places to fill in. */
  readonly isSnippet: boolean;
  readonly start: number;
  readonly end: number;
  /** What typed text is compared with, where it is not the label. */
  readonly filter: string | null;
  /** Decides the order; equal ones follow the alphabet. */
  readonly rank: number;
  /** What to open once it is taken. */
  readonly opens: "suggestions" | "signature" | null;
};

/** A suggestion that inserts its own label, with what differs. */
export function suggest(
  given: Pick<Suggestion, "label" | "kind" | "start" | "end"> & Partial<Suggestion>,
): Suggestion {
  return {
    detail: "",
    documentation: "",
    insert: given.label,
    isSnippet: false,
    filter: null,
    rank: 5,

    opens: null,
    ...given,
  };
}

/** What is said of the thing under the pointer. */
export type HoverText = { readonly start: number; readonly end: number; readonly markdown: string };

/** A place in a file of the artifact; lines and columns count from one. */
export type FilePlace = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

export type SignatureText = {
  readonly label: string;
  readonly documentation: string;
  /** Offsets within the label. */
  readonly parameters: readonly {
    readonly start: number;
    readonly end: number;
    readonly documentation: string;
  }[];
  readonly active: number;
};

/** A place of a snippet to fill in, with what stands there until then. */
export const hole = (number: number, filled: string) => `\${${number}:${filled}}`;
