import path from "node:path";
import { expect } from "@playwright/test";
import { chartFiles } from "../charts.ts";
import { aName } from "../fixtures.ts";
import type { Fault } from "./recorder.ts";
import { test, type Workbench } from "./workbench.ts";

// What the two helms send, request by request, and what they do when they are told to wait. The door in front of the
// server is another port of localhost, which is another registry to a client: nothing it knows of the first helps it.

const helms = ["helm3", "helm4"] as const;

async function packaged(bench: Workbench, name: string, version: string): Promise<string> {
  const folder = await bench.write(`${version}/${name}`, chartFiles(name, version));
  await bench.must("helm4", "package", folder, "--destination", bench.folder);
  return path.join(bench.folder, `${name}-${version}.tgz`);
}

/** Refuses the first request of each of these (`HEAD manifests`), and nothing after it. */
function refuseOnce(fault: Fault, ...wanted: string[]) {
  const left = new Set(wanted);
  return (method: string, address: string): Fault | undefined => {
    const [, part = ""] =
      /\/(manifests|uploads|blobs|tags)\//.exec(address.replace("/blobs/uploads", "/uploads")) ?? [];
    return left.delete(`${method} ${part}`) ? fault : undefined;
  };
}

for (const helm of helms) {
  test(`CL-1 OCI-26: ${helm} asks twice with the right token and four times with a wrong one`, async ({
    bench,
    recorder,
    token,
  }) => {
    const login = (password: string) =>
      bench.run(helm, "registry", "login", recorder.host, "-u", "org-token", "-p", password, "--plain-http");
    expect((await login(token)).status).toBe(0);
    expect(recorder.take()).toEqual(["GET /v2/ 401", "GET /v2/ 200"]);
    const wrong = await login(`${token}x`);
    expect(wrong.status).not.toBe(0);
    expect(wrong.stderr).toContain("unauthorized: invalid registry token");
    expect(recorder.take()).toEqual(Array<string>(4).fill("GET /v2/ 401"));
  });

  test(`CL-2 CL-3: ${helm} pushes by digest, reads it back, then tags; pulls a range by way of the tags`, async ({
    bench,
    recorder,
    token,
    api,
  }) => {
    const name = aName("steps");
    await bench.login(recorder.host, token);
    const at = `/v2/charts/${name}`;
    await bench.must(
      helm,
      "push",
      await packaged(bench, name, "1.4.0"),
      `oci://${recorder.host}/charts/`,
      "--plain-http",
    );
    const pushed = recorder.take();
    // The two blobs travel side by side.
    expect([...pushed.slice(2, -3)].sort()).toEqual(
      [
        ...Array<string>(2).fill(`HEAD ${at}/blobs/<digest> 404`),
        ...Array<string>(2).fill(`POST ${at}/blobs/uploads/ 202`),
        ...Array<string>(2).fill(`PUT ${at}/blobs/uploads/<id>?digest=<digest> 201`),
      ].sort(),
    );
    expect([...pushed.slice(0, 2), ...pushed.slice(-3)]).toEqual([
      `HEAD ${at}/manifests/<digest> 401`,
      `HEAD ${at}/manifests/<digest> 404`,
      `PUT ${at}/manifests/<digest> 201`,
      `GET ${at}/manifests/<digest> 200`,
      `PUT ${at}/manifests/1.4.0 201`,
    ]);

    for (const version of ["1.10.0", "2.0.0"])
      await bench.must(
        helm,
        "push",
        await packaged(bench, name, version),
        `oci://${recorder.host}/charts`,
        "--plain-http",
      );
    recorder.take();
    await bench.must(
      helm,
      "pull",
      `oci://${recorder.host}/charts/${name}`,
      "--version",
      "~1",
      "-d",
      bench.folder,
      "--plain-http",
    );
    expect(recorder.take()).toEqual([
      `GET ${at}/tags/list 401`,
      `GET ${at}/tags/list 200`,
      `GET ${at}/manifests/1.10.0 200`,
      `GET ${at}/blobs/<digest> 200`,
      `GET ${at}/blobs/<digest> 200`,
    ]);
    expect((await api.get(`/org-charts/${name}`)).body).toMatchObject({ versionCount: 3, latest: "2.0.0" });
  });

  test(`CL-4 OCI-126: ${helm} waits when it is told to, and pushes and pulls in the end`, async ({
    bench,
    recorder,
    token,
    api,
  }) => {
    const name = aName("patient");
    await bench.login(recorder.host, token);
    const file = await packaged(bench, name, "1.0.0");
    recorder.faults(refuseOnce({ status: 429, headers: { "retry-after": "1" } }, "POST uploads"));
    await bench.must(helm, "push", file, `oci://${recorder.host}/charts`, "--plain-http");
    expect(recorder.take().filter((line) => line.endsWith(" 429"))).toHaveLength(1);
    recorder.faults(refuseOnce({ status: 503, headers: { "retry-after": "1" } }, "GET blobs"));
    await bench.must(
      helm,
      "pull",
      `oci://${recorder.host}/charts/${name}`,
      "--version",
      "1.0.0",
      "--plain-http",
    );
    expect(recorder.take().filter((line) => line.endsWith(" 503"))).toHaveLength(1);
    expect((await api.get(`/org-charts/${name}`)).body).toMatchObject({ versionCount: 1 });
  });
}

test("CL-4 OCI-126: a body that was sent is not sent again, which is why a PUT is served down to a debt", async ({
  bench,
  recorder,
  token,
  api,
}) => {
  const name = aName("consumed");
  await bench.login(recorder.host, token);
  const file = await packaged(bench, name, "1.0.0");
  recorder.faults(refuseOnce({ status: 429, headers: { "retry-after": "1" } }, "PUT uploads"));
  const refused = await bench.run("helm4", "push", file, `oci://${recorder.host}/charts`, "--plain-http");
  expect(refused.status).not.toBe(0);
  expect(refused.stderr).toContain("429");
  // What broke off stands in nobody's way.
  await bench.must("helm4", "push", file, `oci://${recorder.host}/charts`, "--plain-http");
  expect((await api.get(`/org-charts/${name}`)).body).toMatchObject({ versionCount: 1 });
});

test("CL-4 CL-6: oras waits when it is told to, mounts what it copies and is told the subject", async ({
  bench,
  recorder,
  token,
}) => {
  const oras = ["-plain-http", "-u", "org-token", "-p", token];
  const [one, two] = [`files/${aName("one")}`, `files/${aName("two")}`];
  await bench.write(".", { "notes.txt": "content\n" });
  const file = "notes.txt=text/plain";
  recorder.faults(refuseOnce({ status: 429, headers: { "retry-after": "1" } }, "POST uploads"));
  await bench.must(
    "oras",
    ...oras,
    "push",
    `${recorder.host}/${one}:v1`,
    "application/vnd.example.notes",
    file,
  );
  expect(recorder.take()).toContain(`POST /v2/${one}/blobs/uploads/ 429`);

  await bench.must(
    "oras",
    ...oras,
    "attach",
    `${recorder.host}/${one}:v1`,
    "application/vnd.example.seal",
    file,
  );
  const put = recorder.seen.find((seen) => seen.line.startsWith("PUT"));
  expect(put?.answer["oci-subject"]).toMatch(/^sha256:/);
  recorder.take();
  await bench.must("oras", ...oras, "discover", `${recorder.host}/${one}:v1`);
  expect(recorder.take().at(-1)).toBe(`GET /v2/${one}/referrers/<digest> 200`);

  await bench.must("oras", ...oras, "copy", `${recorder.host}/${one}:v1`, `${recorder.host}/${two}:v1`);
  const copied = recorder.take();
  const mount = `POST /v2/${two}/blobs/uploads/?mount=<digest>&from=${one} 201`;
  expect(copied.filter((line) => line.startsWith("POST"))).toEqual([mount, mount]);
});
