import type { FlagRules } from "./read-flags.ts";

/** Flags of `helm template` and `helm lint` (Helm v4.2.4), and what becomes of each here. */

const refused = (why: string) => ({ form: "refused", why }) as const;
const NO_CLUSTER = "no cluster is asked";
const NO_FETCH = "nothing is fetched; give a folder or a package on this disk";
const NO_PROGRAM = "no other program is run";

const VALUES: FlagRules = {
  values: { form: "words", short: "f" },
  set: { form: "texts" },
  "set-string": { form: "texts" },
  "set-file": { form: "texts" },
  "set-json": { form: "texts" },
  "set-literal": { form: "texts" },
};

const COMMON: FlagRules = {
  ...VALUES,
  "kube-version": { form: "text" },
  namespace: { form: "text", short: "n" },
  "skip-schema-validation": { form: "switch" },
  json: { form: "switch" },
  "burst-limit": { form: "idle" },
  color: { form: "idle" },
  colour: { form: "idle" },
  "content-cache": { form: "idle" },
  "kube-apiserver": { form: "idle" },
  "kube-as-group": { form: "idle" },
  "kube-as-user": { form: "idle" },
  "kube-ca-file": { form: "idle" },
  "kube-context": { form: "idle" },
  "kube-insecure-skip-tls-verify": { form: "idle-switch" },
  "kube-tls-server-name": { form: "idle" },
  "kube-token": { form: "idle" },
  kubeconfig: { form: "idle" },
  qps: { form: "idle" },
  "registry-config": { form: "idle" },
  "repository-cache": { form: "idle" },
  "repository-config": { form: "idle" },
  debug: refused("it prints what Helm itself logs"),
};

export const LINT_FLAGS: FlagRules = {
  ...COMMON,
  strict: { form: "switch" },
  quiet: { form: "switch" },
  "with-subcharts": { form: "switch" },
};

export const TEMPLATE_FLAGS: FlagRules = {
  ...COMMON,
  "api-versions": { form: "words", short: "a" },
  "generate-name": { form: "switch", short: "g" },
  "include-crds": { form: "switch" },
  "is-upgrade": { form: "switch" },
  "name-template": { form: "text" },
  "no-hooks": { form: "switch" },
  "output-dir": { form: "text" },
  "release-name": { form: "switch" },
  "show-only": { form: "texts", short: "s" },
  "skip-tests": { form: "switch" },
  "create-namespace": { form: "idle-switch" },
  description: { form: "idle" },
  "disable-openapi-validation": { form: "idle-switch" },
  "dry-run": { form: "text" },
  "force-conflicts": { form: "idle-switch" },
  "force-replace": { form: "idle-switch" },
  labels: { form: "idle", short: "l" },
  replace: { form: "idle-switch" },
  "rollback-on-failure": { form: "idle-switch" },
  "server-side": { form: "idle-switch" },
  "skip-crds": { form: "idle-switch" },
  "take-ownership": { form: "idle-switch" },
  timeout: { form: "idle" },
  wait: { form: "idle" },
  "wait-for-jobs": { form: "idle-switch" },
  "ca-file": refused(NO_FETCH),
  "cert-file": refused(NO_FETCH),
  "dependency-update": refused(NO_FETCH),
  devel: refused(NO_FETCH),
  "enable-dns": refused("no name is looked up"),
  "insecure-skip-tls-verify": refused(NO_FETCH),
  "key-file": refused(NO_FETCH),
  keyring: refused(NO_FETCH),
  "pass-credentials": refused(NO_FETCH),
  password: refused(NO_FETCH),
  "plain-http": refused(NO_FETCH),
  "post-renderer": refused(NO_PROGRAM),
  "post-renderer-args": refused(NO_PROGRAM),
  repo: refused(NO_FETCH),
  username: refused(NO_FETCH),
  validate: refused(NO_CLUSTER),
  verify: refused("signatures are checked by helm itself"),
  version: refused(NO_FETCH),
};
