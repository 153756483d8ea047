import path from "node:path";
import { readYamlMap, textOf, YamlRefusal } from "#lib/engine/findings/read-yaml.ts";
import {
  KUSTOMIZATION_NAMES,
  type KustomizeReference,
  referencesOf,
} from "#lib/engine/kustomize-references.ts";
import { Problem } from "#lib/problems/problem.ts";
import type { FileContent } from "../types.ts";
import { type GateInput, type KindRules, tried } from "./kind-rules.ts";

const MAX_DEPTH = 50;

function baseProblem(file: string, why: string, reference?: string, cause?: unknown): Problem {
  return new Problem("base_invalid", {
    detail: `${file}: ${why}`,
    facts: { file, ...(reference === undefined ? {} : { reference }) },
    cause,
  });
}

/** The tree, as references are looked up in it. Paths without a leading or trailing slash; "" is the root. */
class Tree {
  readonly #files: Map<string, FileContent>;
  readonly #folders = new Set<string>([""]);

  constructor(files: FileContent[]) {
    this.#files = new Map(files.map((file) => [file.path, file]));
    for (const file of files)
      for (let at = path.posix.dirname(file.path); at !== "."; at = path.posix.dirname(at))
        this.#folders.add(at);
  }

  file(at: string): FileContent | undefined {
    return this.#files.get(at);
  }

  hasFolder(at: string): boolean {
    return this.#folders.has(at);
  }

  kustomizationsIn(folder: string): FileContent[] {
    return KUSTOMIZATION_NAMES.flatMap(
      (name) => this.#files.get(folder === "" ? name : `${folder}/${name}`) ?? [],
    );
  }
}

/** What kustomize would fetch: an address, or what it takes for a git host (api/internal/git/repospec.go). */
const REMOTE =
  /^[a-z][a-z0-9+.-]*:\/\/|^git::|^[^/\s]+@[^/\s]+:|^(www\.)?(github|gitlab|bitbucket)\.(com|org)[/:]|[?&](ref|version)=|\.git(\/|$)/i;

function resolve(folder: string, reference: string): string | null {
  if (reference.startsWith("/")) return null;
  const at = path.posix.join(folder || ".", reference).replace(/\/$/, "");
  if (at === ".." || at.startsWith("../")) return null;
  return at === "." ? "" : at;
}

const isBelow = (folder: string, at: string) => folder === "" || at.startsWith(`${folder}/`);

class BaseCheck {
  readonly refusals: Problem[] = [];
  readonly #tree: Tree;
  readonly #done = new Set<string>();

  constructor(files: FileContent[]) {
    this.#tree = new Tree(files);
  }

  /** @param trail folders that led here, to find a circle */
  visit(folder: string, trail: string[]): void {
    const [file, second] = this.#tree.kustomizationsIn(folder);
    if (!file) return;
    if (second)
      this.refusals.push(baseProblem(second.path, `${file.path} is there as well; keep one of them`));
    if (this.#done.has(folder)) return;
    const fields = tried(this.refusals, () => readKustomization(file));
    if (fields) this.#follow(file, fields, [...trail, folder]);
    this.#done.add(folder);
  }

  #follow(file: FileContent, fields: Record<string, unknown>, trail: string[]): void {
    const folder = trail.at(-1) ?? "";
    const references =
      tried(this.refusals, () => referencesOf(fields, (why) => baseProblem(file.path, why))) ?? [];
    for (const reference of references) {
      const target = tried(this.refusals, () => this.#check(file.path, folder, reference));
      if (target === null || !this.#tree.hasFolder(target)) continue;
      if (trail.includes(target) || trail.length > MAX_DEPTH)
        this.refusals.push(
          baseProblem(
            file.path,
            `${reference.field}: ${reference.text} leads back to itself`,
            reference.text,
          ),
        );
      else this.visit(target, trail);
    }
  }

  /** @returns where it leads, inside the tree */
  #check(file: string, folder: string, { field, text, may }: KustomizeReference): string {
    const refuse = (why: string) => baseProblem(file, `${field}: ${text} ${why}`, text);
    const at = resolve(folder, text);
    const isFile = at !== null && this.#tree.file(at) !== undefined;
    const isFolder = at !== null && this.#tree.hasFolder(at);
    if (!isFile && !isFolder && REMOTE.test(text))
      throw refuse("is remote; put a copy into the base and refer to that");
    if (at === null) throw refuse("leads out of the base");
    if (!isFile && !isFolder) throw refuse("is not there");
    if (isFile && may === "folder") throw refuse("is a file; it must be a folder with a kustomization file");
    if (isFile && !isBelow(folder, at))
      throw refuse("is a file beside the folder of its kustomization file, which kustomize does not read");
    if (isFolder && may === "file") throw refuse("is a folder; it must be a file");
    if (isFolder && this.#tree.kustomizationsIn(at).length === 0)
      throw refuse("is a folder without a kustomization file");
    return at;
  }
}

function readKustomization(file: FileContent): Record<string, unknown> {
  try {
    return readYamlMap(textOf(file.bytes));
  } catch (error) {
    if (!(error instanceof YamlRefusal)) throw error;
    const where = error.line === null ? file.path : `${file.path}:${error.line}`;
    throw baseProblem(where, error.message, undefined, error);
  }
}

async function checkBase({ files }: GateInput) {
  const check = new BaseCheck(files);
  if (!files.some(({ path: at }) => KUSTOMIZATION_NAMES.includes(at)))
    check.refusals.push(
      new Problem("base_invalid", {
        detail: "there is no kustomization.yaml at the root",
        hint: "Add a kustomization.yaml beside the other files.",
      }),
    );
  check.visit("", []);
  return { refusals: check.refusals, findings: [], metadata: {}, version: null };
}

export const baseRules: KindRules = {
  reads: (at) => KUSTOMIZATION_NAMES.includes(path.posix.basename(at)),
  check: checkBase,
  archive: { topFolder: "none" },
  packaged: (files) => files,
  topFolder: () => null,
};
