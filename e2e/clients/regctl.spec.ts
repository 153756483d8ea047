import { expect } from "@playwright/test";
import { aName } from "../fixtures.ts";
import { anImage } from "./images.ts";
import { test } from "./workbench.ts";

test("CL-6 OCI-72 OCI-82 OCI-115: regctl copies an image with what is attached to it, and lists both", async ({
  bench,
  server,
  token,
}) => {
  await bench.login(server.host, token);
  const regctl = (...args: string[]) =>
    bench.must("regctl", "--host", `reg=${server.host},tls=disabled`, ...args);
  const [from, to] = [aName("from"), aName("to")].map((name) => `${server.host}/scratch/${name}`);
  const layer = await anImage(bench, `${from}:v1`);
  await bench.write(".", { "sbom.json": '{"packages":[]}\n' });
  const sbom = ["--artifact-type", "application/vnd.example.sbom", "--file-media-type", "application/json"];
  await regctl("artifact", "put", ...sbom, "-f", "sbom.json", "--subject", `${from}:v1`);
  const types = async (image: string) =>
    (
      await regctl(
        "artifact",
        "list",
        `${image}:v1`,
        "--format",
        "{{range .Descriptors}}{{.ArtifactType}}{{end}}",
      )
    ).trim();
  expect(await types(`${from}`)).toBe("application/vnd.example.sbom");

  await regctl("image", "copy", "--referrers", "--digest-tags", `${from}:v1`, `${to}:v1`);
  expect(await types(`${to}`)).toBe("application/vnd.example.sbom");
  expect(await regctl("manifest", "get", `${to}:v1`)).toContain(layer);
  expect(await regctl("artifact", "get", "--subject", `${to}:v1`)).toBe('{"packages":[]}\n');
  expect((await regctl("tag", "ls", `${to}`)).trim()).toBe("v1");
  await regctl("tag", "rm", `${to}:v1`);
  expect((await regctl("tag", "ls", `${to}`)).trim()).toBe("");
  expect((await regctl("repo", "ls", server.host)).split("\n")).toContain(
    `${from}`.slice(server.host.length + 1),
  );
});
