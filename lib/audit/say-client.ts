/** What clients call themselves, and what people call them. The first that matches is taken. */
const KNOWN: readonly [begins: RegExp, name: string][] = [
  [/^Helm\//i, "helm"],
  [/^oras(?:-go)?\//i, "oras"],
  [/^flux\//i, "Flux"],
  [/^(?:source-controller|flux-source-controller)\//i, "Flux"],
  [/^argo-?cd(?:-repo-server)?\//i, "Argo CD"],
  [/^docker\//i, "docker"],
  [/^buildkit\//i, "BuildKit"],
  [/^containerd\//i, "containerd"],
  [/^cri-o\//i, "CRI-O"],
  [/^(?:libpod|podman)\//i, "Podman"],
  [/^buildah\//i, "Buildah"],
  [/^skopeo\//i, "skopeo"],
  [/^containers\//i, "skopeo or Podman"],
  [/^crane\//i, "crane"],
  [/^cosign\//i, "cosign"],
  [/^kaniko\//i, "kaniko"],
  [/^regclient\//i, "regctl"],
  [/^renovate/i, "Renovate"],
  [/^terraform/i, "Terraform"],
  [/^kustomize\//i, "kustomize"],
  [/^go-containerregistry/i, "a tool on go-containerregistry"],
  [/^git\//i, "git"],
  [/^curl\//i, "curl"],
  [/^wget\//i, "wget"],
  [/^Go-http-client\//i, "a Go program"],
  [/^python-/i, "a Python program"],
  [/^(?:node|undici)/i, "a Node program"],
  [/^Mozilla\//i, "a browser"],
];

/** Of these the version that is written is one of HTTP or of a library: it says nothing. */
const NAMELESS = /^a |Podman$/;
const VERSION = /\/v?(\d+(?:\.\d+){0,2})/;
const SHOWN = 40;

/**
 * A client's own name for itself, in words: "helm 3.22.0", "Flux 2", "a Go program". What is not known keeps its first word.
 * @param userAgent empty: it said nothing
 * @returns null where it said nothing
 */
export function sayClient(userAgent: string): string | null {
  const text = userAgent.trim();
  if (text === "") return null;
  const first = text.split(" ", 1)[0] ?? "";
  const name = KNOWN.find(([begins]) => begins.test(text))?.[1];
  const version = VERSION.exec(first)?.[1];
  const said = name ?? (first.split("/", 1)[0] || first);
  return (name && NAMELESS.test(name)) || !version
    ? said.slice(0, SHOWN)
    : `${said.slice(0, SHOWN)} ${version}`;
}
