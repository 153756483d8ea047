import { lstatSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Files } from "./workbench.ts";

export const corpusDir = process.env.CORPUS_DIR ?? "";

/** Why the tests of real charts, bases and bundles do not run; empty where they do. */
export const noCorpus = corpusDir
  ? ""
  : "CORPUS_DIR is not set: it names a folder of real charts, bases and bundles";

export type Case = {
  id: string;
  kind: string;
  folder: string;
  /** Where it begins in its tree: `.` for all of it. */
  entry: string;
  /** What it is made of, as words of the corpus. */
  features: string;
  expectation: string;
  version: string;
};

/** The rows of CASES.tsv: id, kind, path, entry, source, licence, features, expectation, output, series, version. */
export function readCases(): Case[] {
  if (!corpusDir) return [];
  const [, ...rows] = readFileSync(path.join(corpusDir, "CASES.tsv"), "utf8").trimEnd().split("\n");
  return rows.map((row) => {
    const [
      id = "",
      kind = "",
      place = "",
      entry = "",
      ,
      ,
      features = "",
      expectation = "",
      ,
      ,
      version = "",
    ] = row.split("\t");
    return { id, kind, folder: path.join(corpusDir, place, entry), entry, features, expectation, version };
  });
}

/** What lies below a folder, links apart: they are what the archive rules refuse. */
export async function readFolder(folder: string): Promise<{ files: Files; links: string[] }> {
  const files: Files = new Map();
  const links: string[] = [];
  for (const entry of await readdir(folder, { recursive: true })) {
    const stat = lstatSync(path.join(folder, entry));
    if (stat.isSymbolicLink()) links.push(entry);
    else if (stat.isFile()) files.set(entry, await readFile(path.join(folder, entry)));
  }
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), links: links.sort() };
}
