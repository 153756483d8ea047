import type { TemplateAction, TemplateToken } from "./scan-template.ts";

/**
 * A value as a path from the root of a template's data: `["Values", "image", "tag"]`; `*` stands for some item of a list or
 * map. Null where it cannot be told.
 */
export type DataPath = readonly string[] | null;

export type Block = {
  readonly word: "if" | "range" | "with" | "define" | "block";
  readonly action: TemplateAction;
  /** The name of a define or block. */
  readonly name: string | null;
  readonly dot: DataPath;
};

/** What holds at one place of a template. */
export type Scope = {
  readonly dot: DataPath;
  /** What `$` is: the data the template, or the named template, was given. */
  readonly root: DataPath;
  readonly variables: ReadonlyMap<string, DataPath>;
  readonly blocks: readonly Block[];
};

type Frame = {
  readonly block: Block;
  readonly dot: DataPath;
  readonly root: DataPath;
  readonly variables: ReadonlyMap<string, DataPath>;
};

const OPENERS = new Set(["if", "range", "with", "define", "block"]);

/** Says what a named template's dot is, from how it is called. */
export type DotOf = (name: string) => DataPath;
const wholeData: DotOf = () => [];

/**
 * Walks the actions of a file in order and calls `visit` with the scope each one stands in: the body of a block has the
 * block's dot, its own first line the one around it.
 */
export function walkScopes(
  actions: readonly TemplateAction[],
  visit: (action: TemplateAction, scope: Scope) => boolean | undefined,
  dotOf: DotOf = wholeData,
): void {
  const walker = new ScopeWalker(dotOf);
  for (const action of actions) {
    if (visit(action, walker.scope()) === false) return;
    walker.take(action);
  }
}

/** The scope inside the action that starts at, or is the first after, an offset. */
export function scopeAt(actions: readonly TemplateAction[], offset: number, dotOf?: DotOf): Scope {
  const walker = new ScopeWalker(dotOf ?? wholeData);
  for (const action of actions) {
    if (action.end > offset && offset >= action.start) break;
    if (action.start >= offset) break;
    walker.take(action);
  }
  return walker.scope();
}

class ScopeWalker {
  private dot: DataPath = [];
  private root: DataPath = [];
  private variables: ReadonlyMap<string, DataPath> = new Map();
  private readonly frames: Frame[] = [];
  private readonly dotOf: DotOf;

  constructor(dotOf: DotOf) {
    this.dotOf = dotOf;
  }

  scope(): Scope {
    const blocks = this.frames.map((frame) => frame.block);
    return { dot: this.dot, root: this.root, variables: this.variables, blocks };
  }

  take(action: TemplateAction): void {
    const [first, ...rest] = action.tokens;
    if (!first) return;
    if (first.kind === "word" && OPENERS.has(first.text))
      this.open(action, first.text as Block["word"], rest);
    else if (first.kind === "word" && first.text === "end") this.close();
    else if (first.kind === "word" && first.text === "else") this.otherwise(rest);
    else this.assign(action.tokens);
  }

  private open(action: TemplateAction, word: Block["word"], tokens: readonly TemplateToken[]): void {
    const name = word === "define" || word === "block" ? nameOf(tokens[0]) : null;
    const before = { dot: this.dot, root: this.root, variables: this.variables };
    this.frames.push({ ...before, block: { word, action, name, dot: this.dot } });
    if (word === "define" || word === "block") {
      this.dot = word === "block" ? pathOf(tokens.slice(1), this.scope()) : this.dotOf(name ?? "");
      this.root = this.dot;
      this.variables = new Map();
    } else this.enter(word, tokens);
  }

  /** Sets dot and variables for the body of `if`, `with` and `range`. */
  private enter(word: Block["word"], tokens: readonly TemplateToken[]): void {
    const { names, expression } = splitAssignment(tokens);
    const value = pathOf(expression, this.scope());
    const inside = word === "range" ? itemOf(value) : value;
    if (word !== "if") this.dot = inside;
    if (names.length === 0) return;
    const variables = new Map(this.variables);
    const holder = names.at(-1);
    for (const name of names) variables.set(name, name === holder ? inside : null);
    this.variables = variables;
  }

  private otherwise(tokens: readonly TemplateToken[]): void {
    const frame = this.frames.at(-1);
    if (!frame) return;
    this.dot = frame.dot;
    this.variables = frame.variables;
    const word = tokens[0]?.text;
    if (word === "with" || word === "if" || word === "range") this.enter(word, tokens.slice(1));
  }

  private close(): void {
    const frame = this.frames.pop();
    if (!frame) return;
    this.dot = frame.dot;
    this.root = frame.root;
    this.variables = frame.variables;
  }

  private assign(tokens: readonly TemplateToken[]): void {
    const { names, expression } = splitAssignment(tokens);
    const [name] = names;
    if (name === undefined) return;
    this.variables = new Map(this.variables).set(name, pathOf(expression, this.scope()));
  }
}

const itemOf = (path: DataPath): DataPath => (path === null ? null : [...path, "*"]);

/** @returns the text of a string token without its quotes; null of any other */
export function nameOf(token: TemplateToken | undefined): string | null {
  if (token?.kind !== "string") return null;
  return token.text.replace(/^["'`]/, "").replace(/["'`]$/, "");
}

function splitAssignment(tokens: readonly TemplateToken[]): {
  names: string[];
  expression: readonly TemplateToken[];
} {
  const at = tokens.findIndex((token) => token.kind === "assign");
  if (at < 0) return { names: [], expression: tokens };
  const names = tokens.slice(0, at).filter((token) => token.text.startsWith("$"));
  return { names: names.map((token) => token.text), expression: tokens.slice(at + 1) };
}

/**
 * The path of an expression, where it is one value as it stands, in parentheses, or with a default behind it.
 * @returns null for anything that is computed
 */
export function pathOf(tokens: readonly TemplateToken[], scope: Scope): DataPath {
  const [first, second] = tokens;
  if (first?.kind === "open" && tokens.at(-1)?.kind === "close") return pathOf(tokens.slice(1, -1), scope);
  if (first?.kind !== "chain") return null;
  if (second && !(second.kind === "pipe" && tokens[2]?.text === "default")) return null;
  return resolveChain(first.text, scope);
}

/** Resolves `.a.b`, `$.a`, `$x.a`; empty parts, as at the end of `.Values.`, are left out. */
export function resolveChain(chain: string, scope: Scope): DataPath {
  const [head = "", ...parts] = chain.split(".");
  const base = baseOf(head, scope);
  return base === null ? null : [...base, ...parts.filter((part) => part !== "")];
}

function baseOf(head: string, scope: Scope): DataPath {
  if (head === "") return scope.dot;
  return head === "$" ? scope.root : (scope.variables.get(head) ?? null);
}
