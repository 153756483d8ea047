import type { TreeEntry } from "#lib/engine/types.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { applyDelta } from "./file-delta.ts";
import type { FromOutputDesk, LineRange, OutputPlace, ToOutputDesk } from "./output-messages.ts";
import { linesOf, type OutputPiece, type OutputView, partsOf } from "./output-parts.ts";
import { findVolatile, type VolatileUse } from "./volatile-functions.ts";
import { NOT_AN_OBJECT, type Nothing, whyNothing } from "./why-nothing.ts";

/** The part of a map of an output that is used here. */
export type DeskMap = {
  readonly documents: readonly OutputPiece[];
  sourceOf(outputLine: number): OutputPlace | null;
  outputLinesOf(path: string, line?: number): readonly LineRange[];
};
export type MapOutput = (output: string, files: readonly TreeEntry[], kind: ArtifactKind) => DeskMap;

/** So much is put into the view at once: a few milliseconds of the page's time. */
const CHUNK_CHARACTERS = 96 * 1024;

type Held = {
  readonly serial: number;
  readonly lines: readonly string[];
  readonly sizeBytes: number;
  readonly map: DeskMap;
  readonly isBlank: boolean;
  readonly nothing: Nothing | null;
  readonly volatile: readonly VolatileUse[];
};

/**
 * Reads outputs where the page does not wait for it: cuts them into parts, maps them back to templates, and says which lines
 * of the shown text change from one render to the next.
 */
export class OutputDesk {
  private readonly mapOutput: MapOutput;
  private readonly post: (message: FromOutputDesk) => void;
  private files: readonly TreeEntry[] = [];
  private held: Held | null = null;
  private view: OutputView = "whole";
  private part: string | null = null;
  /** The lines that the page has on its screen. */
  private onScreen: readonly string[] = [];

  constructor(mapOutput: MapOutput, post: (message: FromOutputDesk) => void) {
    this.mapOutput = mapOutput;
    this.post = post;
  }

  take(message: ToOutputDesk): void {
    switch (message.type) {
      case "output":
        this.read(message);
        break;
      case "choose":
        this.view = message.view;
        this.part = message.part;
        this.show();
        break;
      case "resend":
        this.onScreen = [];
        this.post({ type: "edit", edit: { isStart: true, line: 1, remove: 0, text: "" } });
        this.show();
        break;
      case "source-of":
        this.post({ type: "place", id: message.id, place: this.held?.map.sourceOf(message.line) ?? null });
        break;
      case "lines-of": {
        const { id, path, line } = message;
        const ranges = this.held?.map.outputLinesOf(path, line ?? undefined) ?? [];
        this.post({ type: "lines", id, ranges });
      }
    }
  }

  private read({ serial, kind, files, output, options }: ToOutputDesk & { type: "output" }): void {
    this.files = applyDelta(this.files, files);
    const text = new TextDecoder().decode(output);
    const map = this.mapOutput(text, this.files, kind);
    this.held = {
      serial,
      lines: linesIn(text),
      sizeBytes: output.length,
      map,
      isBlank: text.trim() === "",
      nothing: whyNoObject(map, () => whyNothing(kind, this.files, options)),
      volatile: kind === "chart" ? findVolatile(this.files) : [],
    };
    this.show();
  }

  private show(): void {
    if (!this.held) return;
    const { serial, lines, sizeBytes, map, isBlank, nothing, volatile } = this.held;
    const parts = partsOf(this.view, map.documents);
    const part = parts.find(({ id }) => id === this.part) ?? parts[0] ?? null;
    const shown = part ? part.pieces.map(({ startLine, endLine }) => ({ startLine, endLine })) : null;
    const outline = {
      serial,
      pieces: map.documents,
      parts,
      part: part?.id ?? null,
      shown,
      lineCount: lines.length,
      sizeBytes,
      isBlank,
      nothing,
      volatile,
    };
    this.post({ type: "outline", outline });
    this.edit(part ? linesOf(part).map((line) => lines[line - 1] ?? "") : lines);
  }

  /** Changes the text on the screen into this one, in pieces that never hold the page up. */
  private edit(next: readonly string[]): void {
    const before = this.onScreen;
    this.onScreen = next;
    const shorter = Math.min(before.length, next.length);
    let same = 0;
    while (same < shorter && before[same] === next[same]) same += 1;
    let sameAtEnd = 0;
    while (sameAtEnd < shorter - same && before.at(-1 - sameAtEnd) === next.at(-1 - sameAtEnd))
      sameAtEnd += 1;
    let remove = before.length - same - sameAtEnd;
    let at = same;
    const end = next.length - sameAtEnd;
    while (at < end || remove > 0) {
      const until = chunkEnd(next, at, end);
      const text = next.slice(at, until).map((line) => `${line}\n`);
      this.post({ type: "edit", edit: { isStart: false, line: at + 1, remove, text: text.join("") } });
      at = until;
      remove = 0;
    }
  }
}

/** Documents that are none of Kubernetes' are an answer of their own; without any, the files say why. */
function whyNoObject({ documents }: DeskMap, whyNone: () => Nothing): Nothing | null {
  if (documents.length === 0) return whyNone();
  return documents.some(({ object }) => object !== null) ? null : NOT_AN_OBJECT;
}

function chunkEnd(lines: readonly string[], start: number, end: number): number {
  let characters = 0;
  let at = start;
  while (at < end && (at === start || characters < CHUNK_CHARACTERS)) {
    characters += (lines[at]?.length ?? 0) + 1;
    at += 1;
  }
  return at;
}

/** A carriage return would be a line break of its own on the screen. */
function linesIn(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return text.includes("\r") ? lines.map((line) => line.replace(/\r$/, "").replaceAll("\r", "␍")) : lines;
}
