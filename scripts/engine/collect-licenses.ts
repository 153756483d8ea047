import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { LinkedPackage } from "./compile-module.ts";
import { goVersion, runGo } from "./run-go.ts";

/** A module that is linked, its version, and which licences its files hold. */
export type Component = { path: string; version: string; sum: string; licenses: string[] };

type Notice = { component: string; file: string; text: string };

const NOTICE_FILE = /^(LICEN[CS]E|COPYING|NOTICE|PATENTS)([.-].*)?$/i;
const SOURCE_FILE = /\.go$/;

/** Recognized by words that only these licences have, in the order in which they are looked for. */
const KINDS: readonly [RegExp, string][] = [
  [/Apache License\s+Version 2\.0/, "Apache-2.0"],
  [/Mozilla Public License Version 2\.0|Mozilla Public License, version 2\.0/i, "MPL-2.0"],
  [/Neither the name of|The names of its contributors/i, "BSD-3-Clause"],
  [/Redistribution and use in source and binary forms/, "BSD-2-Clause"],
  [/Permission to use, copy, modify, and\/?o?r? ?distribute this software/, "ISC"],
  [/Permission is hereby granted, free of charge/, "MIT"],
];

/**
 * The licences of everything that is linked, out of the folders it was linked from: those of each module, and of folders inside
 * it that have their own. `sums` are go.sum's lines of modules that the mirror stands in for. Throws where a module has none.
 */
export function collectLicenses(
  packages: readonly LinkedPackage[],
  sums: ReadonlyMap<string, string>,
): { components: Component[]; text: string } {
  const notices: Notice[] = [];
  const components = new Map<string, Component>();
  const seen = new Set<string>();
  const read = (component: Component, folder: string, root: string) => {
    for (const file of noticeFiles(folder)) {
      const path = join(folder, file);
      if (seen.has(path)) continue;
      seen.add(path);
      const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n").trim();
      notices.push({ component: `${component.path} ${component.version}`, file: relative(root, path), text });
      for (const kind of kindsOf(text)) if (!component.licenses.includes(kind)) component.licenses.push(kind);
    }
  };

  const go: Component = { path: "Go", version: goVersion(), sum: "", licenses: [] };
  components.set(go.path, go);
  const goRoot = runGo(["env", "GOROOT"], { cwd: "/" }).trim();
  read(go, goRoot, goRoot);

  for (const { Dir, Module } of packages) {
    if (!Module || Module.Path.startsWith("chartroom/")) continue;
    const { Path: path, Version: version = "", Dir: root } = Module;
    const key = `${path}@${version}`; // the two modules link other versions of some
    const known = components.get(key);
    const component = known ?? { path, version, sum: Module.Sum ?? sums.get(path) ?? "", licenses: [] };
    components.set(key, component);
    for (let folder = Dir; folder.startsWith(root); folder = dirname(folder)) read(component, folder, root);
  }
  const bare = [...components.values()].filter(({ licenses }) => licenses.length === 0);
  if (bare.length > 0) throw new Error(`no licence found: ${bare.map(({ path }) => path).join(", ")}`);
  const sorted = [...components].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, component]) => component);
  return { components: sorted, text: printNotices(notices) };
}

function noticeFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && NOTICE_FILE.test(entry.name) && !SOURCE_FILE.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}

function kindsOf(text: string): string[] {
  const found = KINDS.filter(([words]) => words.test(text)).map(([, kind]) => kind);
  // The words of BSD-2-Clause are a part of BSD-3-Clause.
  return found.includes("BSD-3-Clause") ? found.filter((kind) => kind !== "BSD-2-Clause") : found;
}

/** Each text once, under the names of all it covers. */
function printNotices(notices: readonly Notice[]): string {
  const rule = "=".repeat(80);
  const covered = new Map<string, string[]>();
  for (const { component, file, text } of notices) {
    covered.set(text, [...(covered.get(text) ?? []), `${component} (${file})`]);
  }
  const sections = [...covered].map(([text, names]) => ({ text, names: [...new Set(names)].sort() }));
  sections.sort((a, b) => ((a.names[0] ?? "") < (b.names[0] ?? "") ? -1 : 1));
  const head =
    "engine/modules/helm.wasm.br and kustomize.wasm.br hold compiled code of the projects below.\nTheir licences, as those projects publish them. The sources of each are on the Go module proxy under the\npath and version given here; what we changed stands in engine/edits and engine/upstream.json.\n";
  return `${head}\n${sections.map(({ text, names }) => `${rule}\n${names.join("\n")}\n${rule}\n\n${text}\n`).join("\n")}`;
}
