import type { Finding } from "../schema.ts";
import type { ApiState } from "./api-lifecycle.ts";
import type { FindingCode } from "./new-finding.ts";

type Said = Pick<Finding, "severity" | "message" | "advice"> & { code: FindingCode; kind?: string };

/** What people read about an API version; null where there is nothing to say. */
export function sayApiState(apiVersion: string, kind: string, state: ApiState): Said | null {
  const name = `${apiVersion} ${kind}`;
  switch (state.state) {
    case "served":
      return null;
    case "removed":
      return {
        code: "api-removed",
        severity: "error",
        message:
          state.in === null
            ? `${name} is not in Kubernetes any more${sayUse(state.use, kind)}.`
            : `${name} was removed in Kubernetes ${state.in}${sayUse(state.use, kind)}.`,
        advice: state.use === null ? (WITHOUT[kind] ?? "Remove it.") : adviseUse(state.use),
      };
    case "deprecated":
      return {
        code: "api-deprecated",
        severity: "warning",
        message: `${name} is deprecated since Kubernetes ${state.since}${
          state.removedIn === null ? "" : ` and goes away with ${state.removedIn}`
        }${sayUse(state.use, kind)}.`,
        advice: state.use === null ? "" : adviseUse(state.use),
      };
    case "not-yet":
      return {
        code: "unknown-kind",
        severity: "info",
        message: `${name} came with Kubernetes ${state.since}: older ones do not have it.`,
        advice:
          "Print it only where .Capabilities.APIVersions has it, or say the versions you support in kubeVersion.",
      };
    case "mistaken":
      return {
        code: "unknown-kind",
        severity: "error",
        message: `Kubernetes has no ${name}${state.use === null ? "." : `; did you mean ${state.use}?`}`,
        advice: "Correct apiVersion and kind.",
      };
    case "foreign":
      return {
        code: "unknown-kind",
        severity: "info",
        message: `${name} is not part of Kubernetes, and no CRD here defines it: its fields were not checked.`,
        advice: "A cluster needs its CRD before this can be installed.",
        kind: name,
      };
  }
}

/** Only the version, where the kind stays the same: `use policy/v1`. */
function sayUse(use: string | null, kind: string): string {
  if (use === null) return "";
  const [apiVersion, other] = use.split(" ");
  return `: use ${other === kind ? apiVersion : use}`;
}

const adviseUse = (use: string) =>
  `Write apiVersion: ${use.split(" ")[0]}, and look for fields that changed.`;

/** What took the place of a kind that went away for good. */
const WITHOUT: Readonly<Record<string, string>> = {
  PodSecurityPolicy:
    "Use Pod Security Admission: the label pod-security.kubernetes.io/enforce on the namespace.",
};
