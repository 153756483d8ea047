import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { failedWith, fileOf, lineIn, renderedAs, schemasOf } from "../fixtures.ts";
import type { Finding } from "../schema.ts";
import type { LintOutcome, TreeEntry } from "../types.ts";
import { type FindInput, findProblems } from "./find-problems.ts";
import { KUBE_VERSIONS } from "./kube-versions.ts";

const CHART = fileOf("Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");

const find = (input: Partial<FindInput>) =>
  findProblems({
    kind: "chart",
    files: [CHART],
    render: null,
    lint: null,
    kubeVersions: ["1.25", "1.29", "1.32", "1.36"],
    schemas: schemasOf,
    ...input,
  });

/** Finds in a chart of one template without actions: what is printed is what is written. */
function findInTemplate(template: string, more: readonly TreeEntry[] = [], input: Partial<FindInput> = {}) {
  const output = template
    .split("---\n")
    .map((document) => `---\n# Source: shop/templates/a.yaml\n${document}`)
    .join("");
  return find({
    files: [CHART, fileOf("templates/a.yaml", template), ...more],
    render: renderedAs(output),
    ...input,
  });
}

const told = (findings: readonly Finding[]) =>
  findings.map(({ code, path, line, message }) => `${code} ${path}:${line} ${message}`);

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: web
          image: web:1
`;

describe("findProblems, Kubernetes' own kinds (CAT-16)", () => {
  it("finds nothing wrong with what is right, in any minor there is", async () => {
    expect(await findInTemplate(DEPLOYMENT, [], { kubeVersions: KUBE_VERSIONS })).toEqual([]);
  });

  it("tells two items that Kubernetes takes for one, by all of their keys", async () => {
    const service = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  ports:
    - {name: a, port: 80}
    - {name: b, port: 80, protocol: UDP}
    - {name: c, port: 80}
`;
    const [finding, ...others] = await findInTemplate(service);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: "equal-items",
      severity: "warning",
      message: "spec.ports[2] has the same port 80 as [0]: Kubernetes takes both for one item.",
      line: lineIn(service, "name: c"),
      kubeVersions: [],
    });
  });

  it.each([
    [
      "an unknown field",
      DEPLOYMENT.replace("      containers:", "      container:"),
      "container:",
      [
        "unknown-field templates/a.yaml:LINE Deployment has no field spec.template.spec.container; did you mean containers?",
      ],
    ],
    [
      "a wrong type",
      DEPLOYMENT.replace("spec:\n  sel", 'spec:\n  replicas: "two"\n  sel'),
      "replicas",
      ['wrong-type templates/a.yaml:LINE spec.replicas is "two", but must be an integer.'],
    ],
    [
      "a number where a string must be",
      DEPLOYMENT.replace("image: web:1", "image: 1.5"),
      "image",
      [
        "wrong-type templates/a.yaml:LINE spec.template.spec.containers[0].image is 1.5, but must be a string.",
      ],
    ],
    [
      "a map where a list must be",
      DEPLOYMENT.replace("        - name: web\n          image", "        name: web\n        image"),
      "containers:",
      ["wrong-type templates/a.yaml:LINE spec.template.spec.containers is an object, but must be a list."],
    ],
    [
      "a key that stands twice",
      DEPLOYMENT.replace("          image: web:1\n", "          image: web:1\n          image: web:2\n"),
      "web:2",
      ["yaml-syntax templates/a.yaml:LINE The key image stands twice in one map: the last one counts."],
    ],
    [
      "a kind with a slip of the pen",
      DEPLOYMENT.replace("kind: Deployment", "kind: Deploymnet"),
      "apiVersion",
      [
        "unknown-kind templates/a.yaml:LINE Kubernetes has no apps/v1 Deploymnet; did you mean apps/v1 Deployment?",
      ],
    ],
    [
      "a field that must be there, at the one that lacks it",
      DEPLOYMENT.replace("        - name: web\n          image", "        - image"),
      "- image",
      [
        "missing-field templates/a.yaml:LINE Deployment has no spec.template.spec.containers[0].name, which is required.",
      ],
    ],
    [
      "a field that lacks another",
      DEPLOYMENT.replace(/ {6}containers:[\s\S]*/, "      hostNetwork: true\n"),
      "    spec:",
      [
        "missing-field templates/a.yaml:LINE Deployment has no spec.template.spec.containers, which is required.",
      ],
    ],
    [
      "an object without a name",
      "apiVersion: v1\nkind: Service\nmetadata:\n  labels: {}\nspec: {}\n",
      "apiVersion",
      ["missing-field templates/a.yaml:LINE Service has no metadata.name, which is required."],
    ],
  ])("tells %s at its line", async (_, template, part, expected) => {
    const findings = await findInTemplate(template);
    const said = told(findings).map((line) => line.replace(/:\d+ /, ":LINE "));
    expect(said).toEqual(expected);
    expect(findings.at(-1)?.line).toBe(lineIn(template, part));
    expect(findings.every(({ kubeVersions, isInOutput }) => kubeVersions.length === 0 && !isInOutput)).toBe(
      true,
    );
  });

  it.each([
    [
      "policy/v1beta1",
      "PodDisruptionBudget",
      "policy/v1beta1 PodDisruptionBudget was removed in Kubernetes 1.25: use policy/v1.",
      ["1.25", "1.29", "1.32", "1.36"],
    ],
    [
      "flowcontrol.apiserver.k8s.io/v1beta2",
      "FlowSchema",
      "flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema was removed in Kubernetes 1.29: use flowcontrol.apiserver.k8s.io/v1.",
      ["1.29", "1.32", "1.36"],
    ],
    [
      "flowcontrol.apiserver.k8s.io/v1beta3",
      "FlowSchema",
      "flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema was removed in Kubernetes 1.32: use flowcontrol.apiserver.k8s.io/v1.",
      ["1.32", "1.36"],
    ],
    [
      "extensions/v1beta1",
      "Ingress",
      "extensions/v1beta1 Ingress was removed in Kubernetes 1.22: use networking.k8s.io/v1.",
      ["1.25", "1.29", "1.32", "1.36"],
    ],
    [
      "policy/v1beta1",
      "PodSecurityPolicy",
      "policy/v1beta1 PodSecurityPolicy was removed in Kubernetes 1.25.",
      ["1.25", "1.29", "1.32", "1.36"],
    ],
  ])("tells that %s %s was removed, and for which minors", async (apiVersion, kind, message, minors) => {
    const text = `# c\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`;
    const removed = (await findInTemplate(text)).filter(({ code }) => code === "api-removed");
    expect(removed).toMatchObject([
      { message, kubeVersions: minors, severity: "error", path: "templates/a.yaml", line: 2 },
    ]);
  });

  it("tells what is deprecated but still there", async () => {
    const text = "apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\n";
    const findings = await findInTemplate(text, [], { kubeVersions: ["1.25"] });
    expect(findings).toMatchObject([
      {
        code: "api-deprecated",
        severity: "warning",
        message:
          "autoscaling/v2beta2 HorizontalPodAutoscaler is deprecated since Kubernetes 1.23 and goes away with 1.26: use autoscaling/v2.",
        kubeVersions: ["1.25"],
      },
    ]);
  });

  it("checks only the minors that the chart is for", async () => {
    const chart = fileOf(
      "Chart.yaml",
      'apiVersion: v2\nname: shop\nversion: 1.0.0\nkubeVersion: ">= 1.30.0-0"\n',
    );
    const text = "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\n";
    const output = renderedAs(`---\n# Source: shop/templates/a.yaml\n${text}`);
    const findings = await find({ files: [chart, fileOf("templates/a.yaml", text)], render: output });
    expect(findings[0]?.kubeVersions).toEqual(["1.32", "1.36"]);
  });

  it("takes lists, anchors, merge keys, nulls and quantities as Kubernetes does", async () => {
    const text = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata: &meta {name: a, labels: null}
    data: {a: "1"}
  - apiVersion: v1
    kind: Pod
    metadata: {<<: *meta, name: b}
    spec:
      containers:
        - name: a
          image: a
          env: null
          resources: {limits: {cpu: 1, memory: 1e9, "x/y": 1.5}}
          ports: [{containerPort: 0x50}]
          readinessProbe: {httpGet: {port: http}, periodSeconds: 5.0}
  - apiVersion: v1
    kind: ConfigMap
    metadata: {name: c, label: {}}
`;
    expect(told(await findInTemplate(text))).toEqual([
      `unknown-field templates/a.yaml:${lineIn(text, "label: {}")} ConfigMap has no field metadata.label; did you mean labels?`,
    ]);
  });

  it("says that a line is in the rendered output where no template line is known", async () => {
    const template = '{{ include "shop.all" . }}\n';
    const output = `---\n# Source: shop/charts/db/templates/x.yaml\n${DEPLOYMENT}  paused: 1\n`;
    const files = [CHART, fileOf("charts/db-1.0.0.tgz", "packed"), fileOf("templates/a.yaml", template)];
    expect(await find({ files, render: renderedAs(output) })).toMatchObject([
      {
        code: "wrong-type",
        message: "In rendered output: spec.paused is 1, but must be true or false.",
        path: "charts/db-1.0.0.tgz",
        line: lineIn(output, "paused"),
        isInOutput: true,
        object: "apps/v1 Deployment web",
      },
    ]);
  });
});

describe("findProblems, kinds of others (CAT-16)", () => {
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.org}
spec:
  group: example.org
  scope: Namespaced
  names: {kind: Widget, plural: widgets}
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [size]
              properties:
                size: {type: integer}
                port: {x-kubernetes-int-or-string: true}
                free: {type: object, x-kubernetes-preserve-unknown-fields: true}
`;
  const widget =
    "apiVersion: example.org/v1\nkind: Widget\nmetadata:\n  name: a\nspec:\n  size: big\n  port: 1\n  free: {x: 1}\n  colour: red\n";

  it("checks them by the CRDs in crds/", async () => {
    expect(told(await findInTemplate(widget, [fileOf("crds/widget.yaml", crd)]))).toEqual([
      `wrong-type templates/a.yaml:6 spec.size is "big", but must be an integer.`,
      "unknown-field templates/a.yaml:9 Widget has no field spec.colour.",
    ]);
  });

  it("checks them by the CRDs in the output", async () => {
    const findings = await findInTemplate(`${crd}---\n${widget}`);
    expect(findings.map(({ code }) => code)).toEqual(["wrong-type", "unknown-field"]);
  });

  it("says once that it cannot check them without a CRD", async () => {
    expect(await findInTemplate(`${widget}---\n${widget.replace("name: a", "name: b")}`)).toMatchObject([
      {
        code: "unknown-kind",
        severity: "info",
        message:
          "example.org/v1 Widget is not part of Kubernetes, and no CRD here defines it: its fields were not checked (2 objects).",
      },
    ]);
  });
});

describe("findProblems, what the engine says (CAT-16)", () => {
  it("places values that break the schema in the values file that sets them", async () => {
    const values = "web:\n  # how many\n  replicas: two\nage: -5\n";
    const message =
      "values don't meet the specifications of the schema(s) in the following chart(s):\nshop:\n- at '': missing property 'name'\n- at '/web/replicas': got string, want integer\n- at '/age': minimum: got -5, want 0\ndb:\n- at '/port': got string, want integer";
    const files = [CHART, fileOf("values.yaml", values), fileOf("charts/db/values.yaml", "port: a\n")];
    const ci = fileOf("ci/a-values.yaml", "other: 1\nage: -5\n");
    const findings = await find({
      files: [...files, ci],
      valueFiles: ["ci/a-values.yaml"],
      render: failedWith({ cause: "schema", message }),
    });
    expect(told(findings)).toEqual([
      "values-schema charts/db/values.yaml:1 port of db is of type string, but must be of type integer.",
      "values-schema ci/a-values.yaml:1 The top level must have name.",
      "values-schema ci/a-values.yaml:2 age is -5, but its minimum is 0.",
      "values-schema values.yaml:3 web.replicas is of type string, but must be of type integer.",
    ]);
  });

  it("tells a failed render where it failed, and what to do", async () => {
    const message = "nil pointer evaluating interface {}.b";
    const at = { path: "templates/a.yaml", line: 3, column: 10 };
    const files = [CHART, fileOf("templates/a.yaml", "a: b\n")];
    const [finding] = await find({ files, render: failedWith({ cause: "template", message, ...at }) });
    expect(finding).toMatchObject({ code: "render-failed", message, ...at });
    expect(finding?.advice).toContain("give it a default");
  });

  it("tells a field that Kustomize does not know once", async () => {
    const files = [fileOf("kustomization.yaml", "namePrefix: a-\nresuorces: []\n")];
    const failure = {
      cause: "build",
      message: 'invalid Kustomization: json: unknown field "resuorces"',
    } as const;
    const render = failedWith({ ...failure, path: "kustomization.yaml", line: 2 });
    const findings = await find({ kind: "kustomize-base", files, render });
    expect(findings).toMatchObject([{ code: "unknown-field", path: "kustomization.yaml", line: 2 }]);
    const other = failedWith({
      cause: "build",
      message: "no such file or directory",
      path: "kustomization.yaml",
      line: 1,
    });
    expect(await find({ kind: "kustomize-base", files: [], render: other })).toMatchObject([
      { code: "build-failed", line: 1, advice: "Add the file, or remove it from the list." },
    ]);
  });

  it("says a limit as a warning, and a library chart as no mistake", async () => {
    const limit = failedWith({ cause: "limit", limit: "time", message: "It took longer than 10 seconds." });
    expect(await find({ render: limit })).toMatchObject([{ code: "render-limit", severity: "warning" }]);
    const library = failedWith({ cause: "load", message: "library charts are not installable" });
    expect(await find({ render: library })).toMatchObject([{ code: "render-failed", severity: "info" }]);
  });

  it("places what lint says, and takes what is known already once", async () => {
    const lint: LintOutcome = {
      isPassed: false,
      output: new Uint8Array(),
      messages: [
        { severity: "info", path: "Chart.yaml", text: "icon is recommended" },
        { severity: "error", path: "Chart.yaml", text: "version 'x' is not a valid SemVer" },
        {
          severity: "error",
          path: "templates/",
          text: 'parse error at (shop/templates/a.yaml:2): function "foo" not defined',
        },
        {
          severity: "warning",
          path: "templates/b.yaml",
          text: "policy/v1beta1 PodDisruptionBudget is deprecated in v1.21+, unavailable in v1.25+; use policy/v1 PodDisruptionBudget",
        },
      ],
      failure: null,
      stderr: "",
      exitCode: 1,
      renderMs: 0,
    };
    const text = "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: a}\n";
    expect(told(await findInTemplate(text, [], { lint }))).toEqual([
      "helm-lint Chart.yaml:3 version 'x' is not a valid SemVer.",
      "api-removed templates/a.yaml:1 policy/v1beta1 PodDisruptionBudget was removed in Kubernetes 1.25: use policy/v1.",
      'helm-lint templates/a.yaml:2 parse error at (shop/templates/a.yaml:2): function "foo" not defined.',
      "helm-lint Chart.yaml:null icon is recommended.",
    ]);
  });
});

describe("findProblems, the files themselves (CAT-16, PUB-9)", () => {
  it("tells fields of Chart.yaml and kustomization.yaml that nobody reads", async () => {
    const chart = fileOf("Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1\nmaintainer: []\n");
    expect(told(await find({ files: [chart] }))).toEqual([
      "wrong-type Chart.yaml:3 version is 1, but must be a string.",
      "unknown-field Chart.yaml:4 Chart.yaml has no field maintainer; did you mean maintainers?",
    ]);
    const base = fileOf("kustomization.yaml", "resuorces: []\nimages:\n  - name: a\n    newTag: 1.2\n");
    expect(told(await find({ kind: "kustomize-base", files: [base] }))).toEqual([
      "unknown-field kustomization.yaml:1 kustomization.yaml has no field resuorces; did you mean resources?",
      "wrong-type kustomization.yaml:4 images[0].newTag is 1.2, but must be a string.",
    ]);
  });

  it("tells syntax at its line, and leaves data that templates read alone", async () => {
    const files = [
      CHART,
      fileOf("values.yaml", "a: 1\nb: [\n"),
      fileOf("templates/a.yaml", "a: {{ .Values.a }\n"),
      fileOf("conf/a.json", '{"a": {{ .Values.a }} }'),
    ];
    const findings = await find({ files });
    expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "yaml-syntax templates/a.yaml",
      "yaml-syntax values.yaml",
    ]);
  });

  it("tells what the gate of bundles refuses", async () => {
    const text = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n";
    const files = [fileOf("a.yaml", `${text}---\n${text}`), fileOf("b.yaml", "kind: A\n")];
    expect(told(await find({ kind: "manifest-bundle", files }))).toEqual([
      "bundle-rule a.yaml:6 Namespace a is already in a.yaml:1.",
      "bundle-rule b.yaml:1 apiVersion is missing.",
    ]);
  });
});

describe("findProblems, whatever the files hold (CAT-16)", () => {
  const piece = fc.constantFrom(
    "apiVersion: v1",
    "kind: Pod",
    "kind: List",
    "items:",
    "metadata:",
    "  name: a",
    "spec: &s",
    "  <<: *s",
    "  containers: [*s]",
    "---",
    "- *s",
    "# Source: shop/templates/a.yaml",
    "{{ if .a }}",
    "{{ end }}",
    "a: b",
    "? [a]",
    "!!x y",
    "kind: CustomResourceDefinition",
    "  group: [",
    "}",
    "%YAML 1.2",
    "\t",
  );
  const text = fc.array(fc.oneof(piece, fc.string()), { maxLength: 25 }).map((lines) => lines.join("\n"));

  it("never throws, and names only files that are there (property)", async () => {
    const kinds = fc.constantFrom("chart", "kustomize-base", "manifest-bundle");
    const names = [
      "Chart.yaml",
      "values.yaml",
      "templates/a.yaml",
      "crds/a.yaml",
      "kustomization.yaml",
      "a.json",
    ];
    await fc.assert(
      fc.asyncProperty(text, text, kinds, async (written, printed, kind) => {
        const files = names.map((name) => fileOf(name, written));
        const findings = await find({ kind, files, render: renderedAs(printed), kubeVersions: ["1.36"] });
        for (const { path, line } of findings) {
          if (path !== null) expect(names).toContain(path);
          if (line !== null) expect(line).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
