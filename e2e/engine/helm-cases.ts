import { globSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ParityCase } from "./parity-case.ts";

/** Our own values, given to charts that never heard of them: they reach every path of setting and merging. */
const INPUTS: Record<string, string> = {
  "first.yaml":
    "replicaCount: 3\nglobal: {team: payments, list: [1, 2]}\nservice: {type: NodePort}\nname: first\n",
  "second.yaml": 'global: {team: "0123", list: [three]}\nservice: {port: 8080}\nname: null\nenabled: false\n',
  "note.txt": "a line, with a comma\nand = another\n",
};

/** Flags × what they show. `IN/` is the folder of INPUTS. */
const TEMPLATE_FLAGS: readonly (readonly string[])[] = [
  [],
  ["--include-crds"],
  ["--skip-tests"],
  ["--no-hooks", "--is-upgrade"],
  [
    ...["--namespace", "team-a", "--kube-version", "1.25.0", "--name-template", "my-rel"],
    ...["--api-versions", "monitoring.coreos.com/v1,cert-manager.io/v1", "-a", "example.org/v1/Thing"],
  ],
  ["-f", "IN/first.yaml,IN/second.yaml", "--skip-schema-validation"],
  [
    ...[
      "--set",
      "a.b=1,list[1]=x,nothing=null",
      "--set-string",
      "port=0123",
      "--set-json",
      'map={"k":[1,2.5]}',
    ],
    ...["--set-literal", "text=a,b=c", "--set-file", "file=IN/note.txt"],
  ],
  ["--show-only", "templates/*.yaml"],
  ["--name-template", "Not_A-Name"],
];
const LINT_FLAGS: readonly (readonly string[])[] = [
  [],
  ["--strict", "--with-subcharts"],
  ["--quiet", "--kube-version", "1.20", "--namespace", "team-a", "--set", "a.b=1"],
];

/**
 * Suite A: every chart under Helm's own testdata, folders and packages, with each set of flags.
 * @param helm the folder of Helm's module
 * @param inputs a folder to write our values into
 */
export function helmCases(helm: string, inputs: string): ParityCase[] {
  mkdirSync(inputs, { recursive: true });
  for (const [name, text] of Object.entries(INPUTS)) writeFileSync(path.join(inputs, name), text);
  const charts = [
    ...globSync("**/testdata/**/Chart.yaml", { cwd: helm }).map((file) => path.dirname(file)),
    ...globSync("**/testdata/**/*.tgz", { cwd: helm }),
  ].sort();
  const sets = [
    ...TEMPLATE_FLAGS.map((flags) => ({ op: "template" as const, flags })),
    ...LINT_FLAGS.map((flags) => ({ op: "lint" as const, flags })),
  ];
  return sets.flatMap(({ op, flags }) =>
    charts.map((chart) => ({
      id: ["A helm", chart, op, ...flags].join(" "),
      suite: "A",
      group: ["helm", op, ...flags].join(" "),
      op,
      cwd: helm,
      args: [...flags.map((flag) => flag.replaceAll("IN/", `${inputs}/`)), `./${chart}`],
    })),
  );
}
