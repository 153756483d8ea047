import { expect, it } from "vitest";
import { sayClient } from "./say-client.ts";

const CASES: [userAgent: string, said: string | null][] = [
  ["Helm/3.22.0", "helm 3.22.0"],
  ["Helm/4.2.4", "helm 4.2.4"],
  ["oras/1.2.0", "oras 1.2.0"],
  ["oras-go", "oras-go"],
  ["flux/v2", "Flux 2"],
  ["source-controller/v1.4.1", "Flux 1.4.1"],
  ["argocd-repo-server/v2.13.1 (linux/amd64)", "Argo CD 2.13.1"],
  [
    "docker/24.0.5 go/go1.20.6 git-commit/a61e2b4 kernel/6.1 os/linux arch/amd64 UpstreamClient(x)",
    "docker 24.0.5",
  ],
  ["containers/5.29.2 (github.com/containers/image)", "skopeo or Podman"],
  ["skopeo/1.9.3", "skopeo 1.9.3"],
  ["crane/v0.22.1 go-containerregistry/v0.22.1", "crane 0.22.1"],
  ["go-containerregistry/v0.20.2", "a tool on go-containerregistry"],
  ["regclient/regctl (v0.11.7)", "regctl"],
  ["Go-http-client/1.1", "a Go program"],
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", "a browser"],
  ["our-tool/1.4 (something)", "our-tool 1.4"],
  ["x".repeat(200), "x".repeat(40)],
  ["", null],
  ["   ", null],
];

it.each(CASES)("NB-13: %j is %j", (userAgent, said) => {
  expect(sayClient(userAgent)).toBe(said);
});
