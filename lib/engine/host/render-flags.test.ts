import { beforeAll, describe, expect, it } from "vitest";
import { chartOf, openModules, said } from "../fixtures.ts";
import type { TemplateOptionsInput } from "../schema.ts";
import { renderTree } from "./render-tree.ts";
import type { ThreadModules } from "./thread-modules.ts";

// The expected texts are what helm v4.2.4 prints.

const object = (kind: string, name: string, more = "") =>
  `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}${more}`;
const hook = (kind: string, name: string, events: string) =>
  object(kind, name, `\n  annotations:\n    helm.sh/hook: ${events}`);

const CRD =
  "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: crates.a.test";
const FIRST = object("Namespace", "first");
const BEFORE = hook("Pod", "before", "pre-install");
const EARLIER = hook("ServiceAccount", "earlier", "pre-install,pre-upgrade");
const TRY = hook("Pod", "try", "test,test-success");
const CHART = chartOf({
  "crds/crate.yaml": CRD,
  "templates/NOTES.txt": "Thank you.\n",
  "templates/_parts.tpl": '{{ define "line" }}line: {{ . }}{{ end }}\nnot: printed\n',
  "templates/blank.yaml": "\n   \n{{/* nothing */}}\n\t\n---\n\n---\n",
  "templates/comment.yaml": "# only words\n",
  "templates/off.yaml": "{{ if false }}\nkind: Pod\n{{ end }}\n",
  // Not in the order in which they are installed.
  "templates/all.yaml": [
    object("Pod", "last"),
    object("Service", "third"),
    object("ConfigMap", "second"),
  ].join("\n---\n"),
  "templates/deep/space.yaml": `---\n${FIRST}\n\n`,
  "templates/before.yaml": BEFORE,
  "templates/earlier.yaml": EARLIER,
  "templates/tests/try.yaml": TRY,
  "charts/kid/Chart.yaml": "apiVersion: v2\nname: kid\nversion: 1.0.0\n",
  "charts/kid/crds/box.yaml": CRD.replace("crates", "boxes"),
  "charts/kid/templates/NOTES.txt": "Not for you.\n",
  "charts/kid/templates/sum.yaml": object("Secret", "of-kid"),
});

const from = (path: string, text: string) => `---\n# Source: demo/${path}\n${text}\n`;
const FIRST_PRINTED = from("templates/deep/space.yaml", `${FIRST}\n\n`);
const KID_PRINTED = from("charts/kid/templates/sum.yaml", object("Secret", "of-kid"));
const OBJECTS = [
  FIRST_PRINTED,
  KID_PRINTED,
  from("templates/all.yaml", object("ConfigMap", "second")),
  from("templates/all.yaml", `${object("Service", "third")}\n`),
  from("templates/all.yaml", `${object("Pod", "last")}\n`),
  from("templates/comment.yaml", "# only words"),
].join("");
const BEFORE_PRINTED = from("templates/before.yaml", BEFORE);
const EARLIER_PRINTED = from("templates/earlier.yaml", EARLIER);
const TRY_PRINTED = from("templates/tests/try.yaml", TRY);
const CRD_PRINTED = from("crds/crate.yaml", CRD);
const CRDS = CRD_PRINTED + from("charts/kid/crds/box.yaml", CRD.replace("crates", "boxes"));

const nameCheck = (name: string) =>
  `refused: release name check failed: release name "${name}": invalid release name, must match regex ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$ and the length must not be longer than 53`;

describe("what a chart prints", () => {
  let modules: ThreadModules;
  const render = (chart: ReturnType<typeof chartOf>, options: TemplateOptionsInput = {}) =>
    said(renderTree({ ...chart, options }, modules, false));
  beforeAll(async () => {
    modules = await openModules();
  }, 60_000);

  it.each<[string, TemplateOptionsInput, string]>([
    [
      "objects and hooks in install order, hooks last, under their sources; no notes, partials or blanks",
      {},
      OBJECTS + EARLIER_PRINTED + BEFORE_PRINTED + TRY_PRINTED,
    ],
    [
      "CRDs first, with --include-crds",
      { includeCrds: true },
      CRDS + OBJECTS + EARLIER_PRINTED + BEFORE_PRINTED + TRY_PRINTED,
    ],
    ["no hook, with --no-hooks", { noHooks: true }, OBJECTS],
    ["no test, with --skip-tests", { skipTests: true }, OBJECTS + EARLIER_PRINTED + BEFORE_PRINTED],
    ["one file, with --show-only", { showOnly: ["templates/deep/space.yaml"] }, `${FIRST_PRINTED}\n`],
    ["a hook too, with --show-only", { showOnly: ["templates/tests/try.yaml"] }, `${TRY_PRINTED}\n`],
    [
      "a subchart's file, with --show-only",
      { showOnly: ["charts/kid/templates/sum.yaml"] },
      `${KID_PRINTED}\n`,
    ],
    [
      "CRDs, with --show-only and --include-crds",
      { includeCrds: true, showOnly: ["crds/*"] },
      `${CRD_PRINTED}\n`,
    ],
    [
      "what matches, pattern by pattern, with --show-only",
      { showOnly: ["templates/tests/*", "templates/[be]*.yaml"] },
      `${TRY_PRINTED}\n${EARLIER_PRINTED}\n${BEFORE_PRINTED}\n`,
    ],
    [
      "nothing, where --show-only names a file that prints nothing",
      { showOnly: ["templates/off.yaml"] },
      "refused: could not find template templates/off.yaml in chart",
    ],
    [
      "nothing, where one of two is not there",
      { showOnly: ["templates/all.yaml", "nowhere.yaml"] },
      "refused: could not find template nowhere.yaml in chart",
    ],
    [
      "nothing, where --show-only names a hook and hooks are out",
      { noHooks: true, showOnly: ["templates/before.yaml"] },
      "refused: could not find template templates/before.yaml in chart",
    ],
  ])("ENG-15: prints %s", (_name, options, printed) => {
    expect(render(CHART, options)).toBe(printed);
  });

  it("ENG-15: ends in one newline, however many the last document ends in, and is one where nothing is left", () => {
    expect(render(chartOf({ "templates/a.yaml": "a: b" }))).toBe(from("templates/a.yaml", "a: b"));
    expect(render(chartOf({ "templates/a.yaml": "a: b\n\n\n" }))).toBe(from("templates/a.yaml", "a: b"));
    expect(render(chartOf({ "templates/a.yaml": "\n" }))).toBe("\n");
    expect(render(chartOf({ "templates/NOTES.txt": "a" }))).toBe("\n");
  });

  it("ENG-15: kinds are installed in Helm's order, and unknown kinds after them by their names", () => {
    const kinds = [
      "Zebra",
      "Job",
      "RoleBinding",
      "Ant",
      "Deployment",
      "ServiceAccount",
      "ResourceQuota",
      "Role",
      "Ingress",
    ];
    const chart = chartOf({ "templates/a.yaml": kinds.map((kind) => object(kind, "a")).join("\n---\n") });
    const printed = [...render(chart).matchAll(/^kind: (\w+)$/gm)].map(([, kind]) => kind);
    expect(printed).toEqual([
      ...["ResourceQuota", "ServiceAccount", "Role", "RoleBinding", "Deployment", "Job", "Ingress"],
      ...["Ant", "Zebra"],
    ]);
  });

  it.each<[string, TemplateOptionsInput, string]>([
    ["an install", {}, "release-name true false 1"],
    ["an upgrade, with --is-upgrade", { isUpgrade: true }, "release-name false true 1"],
    ["a name", { releaseName: "shop" }, "shop true false 1"],
    [
      "a name out of --name-template",
      { nameTemplate: 'shop-{{ "EU" | lower }}-{{ add 1 1 }}' },
      "shop-eu-2 true false 1",
    ],
  ])("ENG-15: the release of %s", (_name, options, printed) => {
    const { Name, IsInstall, IsUpgrade, Revision } = {
      Name: "{{ .Release.Name }}",
      IsInstall: "{{ .Release.IsInstall }}",
      IsUpgrade: "{{ .Release.IsUpgrade }}",
      Revision: "{{ .Release.Revision }}",
    };
    const chart = chartOf({ "templates/a.yaml": `a: ${Name} ${IsInstall} ${IsUpgrade} ${Revision}` });
    expect(render(chart, options)).toBe(from("templates/a.yaml", `a: ${printed}`));
  });

  it.each<[string, TemplateOptionsInput, string]>([
    ["a name that is none", { releaseName: "Not_a_name" }, nameCheck("Not_a_name")],
    ["a name that is too long", { releaseName: "x".repeat(54) }, nameCheck("x".repeat(54))],
    [
      "a template of a name that is none",
      { nameTemplate: "{{ nothing }}" },
      'refused: template: name-template:1: function "nothing" not defined',
    ],
    [
      "a Kubernetes version that is none",
      { kubeVersion: "new" },
      `refused: invalid kube version 'new': could not parse "new" as version`,
    ],
  ])("ENG-15: refuses %s", (_name, options, message) => {
    expect(render(CHART, options)).toBe(message);
  });
});
