import type { Finding } from "#lib/engine/schema.ts";

const plain = {
  advice: "",
  path: null,
  line: null,
  column: null,
  isInOutput: false,
  object: null,
  kubeVersions: [],
  samples: [],
};

/** One of each severity, place and length, for the page of primitives. */
export const sampleFindings: Finding[] = [
  {
    ...plain,
    severity: "error",
    code: "unknown-field",
    message: "spec.template.spec.containers[0].image_pull_policy is no field of Container.",
    advice: "Did you mean imagePullPolicy?",
    path: "templates/deployment.yaml",
    line: 31,
    column: 11,
    object: "apps/v1 Deployment web",
    kubeVersions: ["1.29", "1.30", "1.31", "1.32"],
  },
  {
    ...plain,
    severity: "error",
    code: "wrong-type",
    message: "spec.replicas is a text, and must be a whole number.",
    advice: "Write it without quotes, or pipe it through int.",
    path: "templates/deployment.yaml",
    line: 9,
    column: 3,
    object: "apps/v1 Deployment web",
  },
  {
    ...plain,
    severity: "warning",
    code: "api-removed",
    message: "policy/v1beta1 PodDisruptionBudget is gone.",
    advice: "Write policy/v1.",
    path: "templates/pdb.yaml",
    line: 1,
    object: "policy/v1beta1 PodDisruptionBudget web",
    kubeVersions: ["1.25", "1.29", "1.32"],
  },
  {
    ...plain,
    severity: "warning",
    code: "helm-lint",
    message: "icon is recommended",
    path: "Chart.yaml",
  },
  {
    ...plain,
    severity: "info",
    code: "unknown-kind",
    message:
      "There is no schema of monitoring.coreos.com/v1 ServiceMonitor here: its fields were not checked.",
    advice: "Put its CustomResourceDefinition into crds/.",
    line: 212,
    isInOutput: true,
    object: "monitoring.coreos.com/v1 ServiceMonitor web",
  },
];
