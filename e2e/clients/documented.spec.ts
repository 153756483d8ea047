import { chmod, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "@playwright/test";
import { chartFiles } from "../charts.ts";
import { aName } from "../fixtures.ts";
import { runProgram } from "../server.ts";
import { aLayer } from "./images.ts";
import { type ClientName, programOf } from "./tools.ts";
import { test } from "./workbench.ts";

// docs/clients.md, as a reader pastes it. Two things are not as they are there: the test's server speaks http, so a
// command is given the word for it that the page names; and there is no cluster, so helm installs as far as it gets without.

const page = path.resolve(import.meta.dirname, "../../docs/clients.md");

const PLAIN: Record<string, string> = {
  "helm registry login": "--plain-http",
  "helm push": "--plain-http",
  "helm pull": "--plain-http",
  "helm show values": "--plain-http",
  "helm template": "--plain-http",
  "helm install": "--plain-http --dry-run=client",
  "skopeo login": "--tls-verify=false",
  "skopeo copy": "--src-tls-verify=false --dest-tls-verify=false",
  "skopeo inspect": "--tls-verify=false",
  "skopeo list-tags": "--tls-verify=false",
  "skopeo delete": "--tls-verify=false",
  "cosign sign": "--allow-http-registry",
  "cosign verify": "--allow-http-registry",
};

/** The `sh` blocks below a heading, as one script. */
function scriptsOf(text: string): { heading: string; script: string }[] {
  return text.split(/^## /m).flatMap((section) => {
    const blocks = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
    return blocks.length === 0 ? [] : [{ heading: section.split("\n")[0] ?? "", script: blocks.join("") }];
  });
}

test("GL-18 GOH-74: every command of docs/clients.md does what it says", async ({ bench, server, token }) => {
  const [chart, project] = [aName("my-chart"), aName("payments")];
  const clients: Record<string, ClientName> = {
    helm: "helm4",
    crane: "crane",
    skopeo: "skopeo",
    regctl: "regctl",
    cosign: "cosign",
  };
  const commands = Object.entries(clients).map(
    ([command, client]) => `${command}() { "${programOf(client).program}" "$@"; }`,
  );
  await bench.write(chart, chartFiles(chart, "1.2.0"));
  await bench.write(".", { "sbom.json": "{}\n" });
  await aLayer(bench.folder);
  await bench.must("regctl", "registry", "set", server.host, "--tls", "disabled", "--skip-check");

  const scripts = scriptsOf(await readFile(page, "utf8"));
  expect(scripts.map(({ heading }) => heading)).toEqual([
    "Helm 3 and 4",
    "crane",
    "skopeo",
    "regctl",
    "cosign",
  ]);
  for (const { heading, script } of scripts) {
    const ours = script
      .replaceAll("registry.example.com", server.host)
      .replaceAll("payments/", `${project}/`)
      .replaceAll("my-chart", chart)
      .replace(
        /\b(helm|skopeo|cosign) (registry |show )?[a-z-]+/g,
        (command) => `${command} ${PLAIN[command] ?? ""}`,
      );
    const file = path.join(bench.folder, "commands.sh");
    await writeFile(file, ["set -eu", ...commands, ours].join("\n"));
    await chmod(file, 0o755);
    const ran = await runProgram("bash", [file], {
      cwd: bench.folder,
      env: { ...bench.env, CHARTROOM_TOKEN: token },
    });
    expect(ran.status, `${heading}:\n${ran.stdout}\n${ran.stderr}`).toBe(0);
  }
  const tags = await bench.must("crane", "ls", `${server.host}/${project}/my-image`);
  expect(tags.trim().split("\n")).toEqual(["1.0.0", "stable"]);
  expect(await bench.must("crane", "ls", `${server.host}/charts/${chart}`)).toContain("1.2.0");
});
