import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  commitChangesSchema,
  commitContentsSchema,
  compareViewSchema,
  draftViewSchema,
  inspectedUploadSchema,
  reviewViewSchema,
} from "#lib/catalog/draft-schema.ts";
import { aDraft, anArtifact } from "#lib/catalog/fixtures.ts";
import {
  artifactViewSchema,
  marksSchema,
  pageOf,
  versionFilesSchema,
  versionViewSchema,
} from "#lib/catalog/schema.ts";
import { aCaller, type Caller, withoutRequestId } from "#lib/http/fixtures.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { call } from "./fixtures.ts";

const aName = () => `a${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`;
const CHART = (name: string, version = "0.1.0") => `apiVersion: v2\nname: ${name}\nversion: ${version}\n`;
const commitSchema = z.object({ commit: z.string() });

/** A chart with a Chart.yaml and a template, in a draft. @returns its name and the commit */
async function aChart(by: Caller, given: { visibility?: "public" | "private" } = {}) {
  const name = aName();
  const { facts } = await anArtifact({ by: by.viewer, name, ...given });
  const made = await aDraft(by.viewer, facts, {
    "Chart.yaml": CHART(name),
    "templates/config.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n",
  });
  const { commit } = draftViewSchema.parse((await call(by, "GET", `org-charts/${name}/draft`)).body);
  return { name, commit: commit ?? "", made };
}

const publish = (by: Caller, name: string, version: string, draftCommit: string, over: object = {}) =>
  call(by, "POST", `org-charts/${name}/versions`, {
    json: { version, draftCommit, acknowledge: ["warnings"], ...over },
  });

/** One of each role, in one organization, and someone of another. */
async function people() {
  const of = await anOrganization();
  const [viewer, member, admin, foreigner] = await Promise.all([
    aCaller({ role: "viewer", scope: "admin", of }),
    aCaller({ role: "member", scope: "publish", of }),
    aCaller({ role: "admin", scope: "admin", of }),
    aCaller({ role: "owner", scope: "admin" }),
  ]);
  return { viewer, member, admin, foreigner };
}

let who: Awaited<ReturnType<typeof people>>;
beforeAll(async () => {
  who = await people();
});

describe("artifacts", () => {
  it("GOH-50 GOH-49 API-1: what is made is found by its address, in the list and by search", async () => {
    const name = aName();
    const json = { name, project: "payments", description: "The web shop", labels: undefined };
    const made = await call(who.member, "POST", "org-kustomize-bases", { json });
    expect([made.status, made.headers.get("location")]).toEqual([
      201,
      `/api/v2/org-kustomize-bases/payments~${name}`,
    ]);
    const read = await call(who.viewer, "GET", `org-kustomize-bases/payments~${name}`);
    expect(artifactViewSchema.parse(read.body)).toMatchObject({
      name,
      project: "payments",
      kind: "kustomize-base",
    });
    const found = await call(who.viewer, "GET", `org-kustomize-bases?q=${name}&limit=1`);
    expect(pageOf(artifactViewSchema).parse(found.body)).toMatchObject({ total: 1, items: [{ name }] });
    expect((await call(who.viewer, "GET", `org-charts?q=${name}`)).body).toMatchObject({ total: 0 });
  });

  it("GOH-50 PUB-1: refuses names that break the rule, are reserved or taken, and unknown keys", async () => {
    const { name } = await aChart(who.member);
    const make = async (json: object) => {
      const { status, body } = await call(who.member, "POST", "org-charts", { json });
      return [status, z.object({ code: z.string() }).parse(body).code];
    };
    expect(await make({ name: "Web" })).toEqual([400, "invalid_name"]);
    expect(await make({ name: "new" })).toEqual([400, "invalid_name"]);
    expect(await make({ name: "x.tgz" })).toEqual([400, "invalid_name"]);
    expect(await make({ name: "web", project: "charts" })).toEqual([400, "invalid_name"]);
    expect(await make({ name: aName(), colour: "blue" })).toEqual([400, "input_invalid"]);
    expect(await make({ name: aName(), description: "a\u0000b" })).toEqual([400, "input_invalid"]);
    expect(await make({ name })).toEqual([409, "name_taken"]);
  });

  it("GOH-50: of two that make one name at once, one does", async () => {
    const json = { name: aName() };
    const answers = await Promise.all([1, 2].map(() => call(who.member, "POST", "org-charts", { json })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it("API-21: making again with the same key gives the same artifact", async () => {
    const sent = { json: { name: aName() }, headers: { "idempotency-key": crypto.randomUUID() } };
    const first = await call(who.member, "POST", "org-charts", sent);
    const again = await call(who.member, "POST", "org-charts", sent);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers.get("location")).toBe(first.headers.get("location"));
  });

  it("API-2 API-4 API-3: changes, archives and deletes, each for who may", async () => {
    const { name } = await aChart(who.member);
    const at = `org-charts/${name}`;
    const changed = await call(who.member, "PATCH", at, {
      json: { description: "Now this", labels: { a: "b" } },
    });
    expect(changed.body).toMatchObject({ description: "Now this", labels: { a: "b" } });
    expect((await call(who.member, "PATCH", at, { json: { name: "other" } })).status).toBe(400);
    const archived = await call(who.admin, "POST", `${at}/archive`);
    expect(archived).toMatchObject({ status: 200, body: { archived: true } });
    expect((await call(who.admin, "POST", `${at}/unarchive`)).body).toMatchObject({ archived: false });
    expect((await call(who.admin, "DELETE", at)).status).toBe(204);
    expect((await call(who.admin, "GET", at)).status).toBe(404);
  });

  it("API-3: an artifact with versions is not deleted", async () => {
    const { name, commit } = await aChart(who.member);
    await publish(who.member, name, "0.1.0", commit);
    const refused = await call(who.admin, "DELETE", `org-charts/${name}`);
    expect(refused).toMatchObject({ status: 409, body: { code: "artifact_has_versions" } });
    expect((await call(who.admin, "GET", `org-charts/${name}/versions/0.1.0`)).status).toBe(200);
  });

  it("API-5: duplicates and forks, with the link only for a fork", async () => {
    const { name, commit } = await aChart(who.member);
    await publish(who.member, name, "0.1.0", commit);
    const copyTo = (deed: string) =>
      call(who.member, "POST", `org-charts/${name}/${deed}`, { json: { name: aName(), version: "0.1.0" } });
    const [duplicate, fork] = [await copyTo("duplicate"), await copyTo("fork")];
    expect([duplicate.status, fork.status]).toEqual([201, 201]);
    expect(artifactViewSchema.parse(duplicate.body).forkedFrom).toBeNull();
    expect(artifactViewSchema.parse(fork.body).forkedFrom).toMatchObject({ name, version: "0.1.0" });
  });
});

describe("drafts", () => {
  it("API-6 API-7 API-8: saves one commit, lists its files, reads them byte for byte", async () => {
    const { name, commit } = await aChart(who.member);
    const bytes = Buffer.from([0, 255, 1, 254]);
    const changes = [
      { op: "put", path: "docs/ö é.md", content: "# hi\n" },
      { op: "put", path: "logo.png", content: bytes.toString("base64"), encoding: "base64" },
      { op: "move", path: "templates/config.yaml", to: "templates/map.yaml" },
    ];
    const at = `org-charts/${name}/draft`;
    const saved = await call(who.member, "POST", `${at}/commits`, {
      json: { parent: commit, message: "Add", changes },
    });
    expect(saved.status).toBe(201);
    const draft = await call(who.viewer, "GET", at);
    const { files } = draftViewSchema.parse(draft.body);
    expect(files.map((file) => file.path).sort()).toEqual([
      "Chart.yaml",
      "docs/ö é.md",
      "logo.png",
      "templates/map.yaml",
    ]);
    expect(draft.headers.get("etag")).toBe(`"${commitSchema.parse(saved.body).commit}"`);
    const text = await call(who.viewer, "GET", `${at}/files/docs/${encodeURIComponent("ö é.md")}`);
    expect([text.text, text.headers.get("content-type")]).toEqual(["# hi\n", "text/plain; charset=utf-8"]);
    expect(text.headers.get("etag")).toBe(`"${files.find((file) => file.path.startsWith("docs"))?.sha}"`);
    const logo = await call(who.viewer, "GET", `${at}/files/logo.png`);
    expect(logo.headers.get("content-disposition")).toContain("attachment");
    expect((await call(who.viewer, "GET", `${at}/files/nope.md`)).body).toMatchObject({
      code: "file_unknown",
    });
  });

  it("API-8 CAT-19: a save on an old commit is 409 with the current one, 412 with If-Match", async () => {
    const { name, commit } = await aChart(who.member);
    const at = `org-charts/${name}/draft/commits`;
    const json = { parent: commit, message: "Add", changes: [{ op: "put", path: "a.md", content: "a" }] };
    const { body } = await call(who.member, "POST", at, { json });
    const current = commitSchema.parse(body);
    const late = await call(who.member, "POST", at, { json });
    expect(late).toMatchObject({ status: 409, body: { code: "draft_moved", facts: current } });
    const matched = await call(who.member, "POST", at, { json, headers: { "if-match": `"${commit}"` } });
    expect(matched).toMatchObject({ status: 412, body: { code: "precondition_failed", facts: current } });
  });

  it("API-8: of two saves on one commit at once, one is taken", async () => {
    const { name, commit } = await aChart(who.member);
    const answers = await Promise.all(
      ["a", "b"].map((content) =>
        call(who.member, "POST", `org-charts/${name}/draft/commits`, {
          json: { parent: commit, message: content, changes: [{ op: "put", path: "a.md", content }] },
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it("API-8 PUB-4: refuses paths that lead elsewhere", async () => {
    const { name, commit } = await aChart(who.member);
    for (const path of ["../x", "/etc/passwd", "a\\b", "a//b", "a/./b", "a\u0000b", ".git/config"]) {
      const json = { parent: commit, message: "m", changes: [{ op: "put", path, content: "x" }] };
      const { status } = await call(who.member, "POST", `org-charts/${name}/draft/commits`, { json });
      expect([path, status]).toEqual([path, 400]);
    }
  });

  it("API-9: a template fills an empty draft, and only an empty one", async () => {
    const name = aName();
    await anArtifact({ by: who.member.viewer, name });
    const fill = (template: string) =>
      call(who.member, "POST", `org-charts/${name}/draft/scaffold`, { json: { template } });
    expect((await fill("nonsense")).status).toBe(400);
    expect((await fill("chart")).status).toBe(201);
    expect(await fill("chart")).toMatchObject({ status: 409, body: { code: "draft_not_empty" } });
  });

  it("CAT-20: an archive becomes the draft, and says of itself what it is", async () => {
    const source = await aChart(who.member);
    await publish(who.member, source.name, "0.1.0", source.commit);
    const at = `org-charts/${source.name}/versions/0.1.0`;
    const { bytes } = await packageOf(who.member, at);
    const headers = { "content-type": "application/gzip" };
    const inspected = await call(who.member, "POST", "inspect-upload?kind=chart", { body: bytes, headers });
    expect(inspectedUploadSchema.parse(inspected.body)).toMatchObject({
      name: source.name,
      version: "0.1.0",
      fileCount: 2,
    });
    const target = aName();
    await anArtifact({ by: who.member.viewer, name: target });
    const put = `org-charts/${target}/draft/import?message=Import`;
    const imported = await call(who.member, "POST", put, { body: bytes, headers });
    expect(imported.status).toBe(201);
    const draft = draftViewSchema.parse((await call(who.member, "GET", `org-charts/${target}/draft`)).body);
    expect(draft.files.map((file) => file.path).sort()).toEqual(["Chart.yaml", "templates/config.yaml"]);
    expect((await call(who.member, "POST", put, { body: bytes, headers })).status).toBe(409);
    const rubbish = await call(who.member, "POST", put, { body: Buffer.from("rubbish"), headers });
    expect([400, 409]).toContain(rubbish.status);
  });

  it("API-12 GOH-9: lists commits, newest first, and opens each with what it changed", async () => {
    const { name, commit } = await aChart(who.member);
    const at = `org-charts/${name}`;
    const json = {
      parent: commit,
      message: "Second",
      changes: [{ op: "put", path: "a.md", content: "a\n" }],
    };
    await call(who.member, "POST", `${at}/draft/commits`, { json });
    const first = z
      .object({ items: z.array(z.object({ id: z.string(), message: z.string() })), nextCursor: z.string() })
      .parse((await call(who.viewer, "GET", `${at}/commits?limit=1`)).body);
    expect(first.items).toMatchObject([{ message: "Second" }]);
    const rest = await call(
      who.viewer,
      "GET",
      `${at}/commits?limit=1&cursor=${encodeURIComponent(first.nextCursor)}`,
    );
    expect(rest.body).toMatchObject({ items: [{ id: commit }], total: 2 });
    const opened = await call(who.viewer, "GET", `${at}/commits/${first.items[0]?.id}`);
    expect(commitChangesSchema.parse(opened.body).files.changes).toMatchObject([
      { path: "a.md", change: "added", after: "a\n" },
    ]);
    expect((await call(who.viewer, "GET", `${at}/commits/${"0".repeat(40)}`)).body).toMatchObject({
      code: "commit_unknown",
    });
  });

  it("GOH-22: reads all files of a commit in few answers, byte for byte", async () => {
    const { name, commit } = await aChart(who.member);
    const at = `org-charts/${name}`;
    const bytes = Buffer.from([0xff, 0, 0x80, 10]);
    const large = "x".repeat(3 * 1024 ** 2);
    const put = (path: string, content: string, encoding = "utf-8") => ({
      op: "put",
      path,
      content,
      encoding,
    });
    const json = {
      parent: commit,
      message: "More",
      changes: [
        put("files/one.bin", bytes.toString("base64"), "base64"),
        put("files/mark.txt", "\ufeffa\r\n"),
        put("files/x.txt", large),
        put("files/y.txt", large),
      ],
    };
    const saved = commitSchema.parse((await call(who.member, "POST", `${at}/draft/commits`, { json })).body);
    const found = new Map<string, string>();
    let after: string | null = "";
    let answers = 0;
    while (after !== null) {
      const query: string = after === "" ? "" : `?after=${encodeURIComponent(after)}`;
      const { body } = await call(who.viewer, "GET", `${at}/commits/${saved.commit}/files${query}`);
      const contents = commitContentsSchema.parse(body);
      for (const file of contents.files) found.set(file.path, `${file.encoding}:${file.content}`);
      after = contents.next;
      answers += 1;
    }
    expect(answers).toBe(2);
    expect([...found.keys()].sort()).toEqual([
      "Chart.yaml",
      "files/mark.txt",
      "files/one.bin",
      "files/x.txt",
      "files/y.txt",
      "templates/config.yaml",
    ]);
    expect(found.get("files/one.bin")).toBe(`base64:${bytes.toString("base64")}`);
    expect(found.get("files/mark.txt")).toBe("utf-8:\ufeffa\r\n");
    expect(found.get("files/y.txt")).toBe(`utf-8:${large}`);
    const missing = await call(who.viewer, "GET", `${at}/commits/${"0".repeat(40)}/files`);
    expect(missing.body).toMatchObject({ code: "commit_unknown" });
  });

  it("API-11: reviews the draft against nothing, then against a version", async () => {
    const { name, commit } = await aChart(who.member);
    const at = `org-charts/${name}/draft/review`;
    const first = reviewViewSchema.parse((await call(who.member, "GET", at)).body);
    expect(first).toMatchObject({ draftCommit: commit, against: null });
    expect(first.files.changes).toHaveLength(2);
    await publish(who.member, name, "0.1.0", commit);
    const second = reviewViewSchema.parse((await call(who.member, "GET", `${at}?against=0.1.0`)).body);
    expect(second).toMatchObject({ against: "0.1.0", files: { changes: [] } });
    expect((await call(who.member, "GET", `${at}?against=9.9.9`)).status).toBe(404);
  });
});

async function packageOf(by: Caller | null, at: string) {
  const { GET } = await import("./[catalog]/[name]/versions/[version]/package/route.ts");
  const [catalog, name, , version] = at.split("/");
  const headers: Record<string, string> = by ? { authorization: by.authorization } : {};
  const request = new Request(`http://localhost/api/v2/${at}/package`, { headers });
  const response = await GET(request, { params: Promise.resolve({ catalog, name, version }) });
  return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe("versions", () => {
  it("GOH-52 PUB-10: publishes the draft; the same again is 200, other content 409 naming what is there", async () => {
    const { name, commit } = await aChart(who.member);
    const made = await publish(who.member, name, "0.1.0", commit, { notes: "First" });
    expect([made.status, made.headers.get("location")]).toEqual([
      201,
      `/api/v2/org-charts/${name}/versions/0.1.0`,
    ]);
    const version = versionViewSchema.parse(made.body);
    expect(version).toMatchObject({ version: "0.1.0", via: "api", notes: "First", latest: true });
    expect(await publish(who.member, name, "0.1.0", commit)).toMatchObject({ status: 200 });
    const json = { parent: commit, message: "m", changes: [{ op: "put", path: "a.md", content: "a" }] };
    const next = await call(who.member, "POST", `org-charts/${name}/draft/commits`, { json });
    const other = await publish(who.member, name, "0.1.0", commitSchema.parse(next.body).commit);
    expect(other).toMatchObject({
      status: 409,
      body: { code: "version_exists", title: "version already exists", facts: { tag: "0.1.0" } },
    });
    expect((await publish(who.member, name, "0.2.0", commit)).body).toMatchObject({ code: "draft_moved" });
  });

  it("GOH-52: of many publications of one tag at once, one makes it", async () => {
    const { name, commit } = await aChart(who.member);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => publish(who.member, name, "0.1.0", commit)),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect([made.length, answers.every(({ status }) => status === 201 || status === 200)]).toEqual([1, true]);
  });

  it("PUB-2 PUB-6: refuses tags that are none, and non-SemVer without being told", async () => {
    const { name, commit } = await aChart(who.member);
    expect((await publish(who.member, name, "a b", commit)).body).toMatchObject({
      code: "invalid_version_tag",
    });
    expect((await publish(who.member, name, "-1", commit)).body).toMatchObject({
      code: "invalid_version_tag",
    });
    expect((await publish(who.member, name, "tuesday", commit)).status).toBe(400);
  });

  it("GOH-52: a package is published as it is, under the tag in the address", async () => {
    const { name, commit } = await aChart(who.member);
    await publish(who.member, name, "0.1.0", commit);
    const { bytes, headers } = await packageOf(who.member, `org-charts/${name}/versions/0.1.0`);
    expect(headers.get("content-disposition")).toContain(`${name}-0.1.0.tgz`);
    const send = (query: string, body: Buffer) =>
      call(who.member, "POST", `org-charts/${name}/versions${query}`, {
        body,
        headers: { "content-type": "application/gzip" },
      });
    expect((await send("?version=0.1.0&acknowledge=warnings", bytes)).status).toBe(200);
    expect((await send("?version=0.2.0", bytes)).body).toMatchObject({ code: "chart_invalid" });
    expect((await send("", bytes)).body).toMatchObject({ code: "invalid_version_tag" });
    expect((await send("?version=0.1.0", Buffer.from("no archive"))).body).toMatchObject({
      code: "archive_invalid",
    });
    expect((await send("?version=0.1.0&acknowledge=everything", bytes)).status).toBe(400);
  });

  it("GOH-51 API-13 API-14: lists, reads by tag, latest and range, and gives out files and package", async () => {
    const { name, commit } = await aChart(who.member);
    await publish(who.member, name, "0.1.0", commit);
    const at = `org-charts/${name}/versions`;
    const listed = pageOf(versionViewSchema).parse((await call(who.viewer, "GET", at)).body);
    expect(listed).toMatchObject({ total: 1, items: [{ version: "0.1.0" }] });
    for (const asked of ["latest", "%5E0.1", "0.x"]) {
      const answer = await call(who.viewer, "GET", `${at}/${asked}?org=${who.viewer.viewer.orgSlug}`);
      expect([asked, answer.status, answer.headers.get("location")]).toEqual([
        asked,
        307,
        `/api/v2/${at}/0.1.0?org=${who.viewer.viewer.orgSlug}`,
      ]);
    }
    const { files } = versionFilesSchema.parse((await call(who.viewer, "GET", `${at}/0.1.0/files`)).body);
    expect(files.map((file) => file.path)).toEqual(["Chart.yaml", "templates/config.yaml"]);
    const file = await call(who.viewer, "GET", `${at}/0.1.0/files/Chart.yaml`);
    expect([file.text, file.headers.get("etag")]).toEqual([CHART(name), `"${files[0]?.digest}"`]);
    const again = await call(who.viewer, "GET", `${at}/0.1.0/files/Chart.yaml`, {
      headers: { "if-none-match": `"${files[0]?.digest}"` },
    });
    expect([again.status, again.text]).toEqual([304, ""]);
    expect((await call(who.viewer, "GET", `${at}/0.1.0/files/../Chart.yaml`)).status).toBe(404);
    for (const asked of ["9.9.9", "%00", "x".repeat(500), "..", "%5E9"])
      expect([asked, (await call(who.viewer, "GET", `${at}/${asked}`)).status]).toEqual([asked, 404]);
  });

  it("API-16 S4: no method changes or removes a version, for nobody", async () => {
    const { name, commit } = await aChart(who.member);
    await publish(who.member, name, "0.1.0", commit);
    for (const method of ["PUT", "PATCH", "DELETE"])
      for (const by of [who.admin, null]) {
        const refused = await call(by, method, `org-charts/${name}/versions/0.1.0`);
        expect(refused).toMatchObject({ status: 405, body: { code: "version_immutable" } });
        expect(refused.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
      }
  });

  it("API-17: compares the files of two versions", async () => {
    const { name, commit } = await aChart(who.member);
    await publish(who.member, name, "0.1.0", commit);
    const json = { parent: commit, message: "m", changes: [{ op: "put", path: "a.md", content: "a" }] };
    const next = await call(who.member, "POST", `org-charts/${name}/draft/commits`, { json });
    await publish(who.member, name, "0.2.0", commitSchema.parse(next.body).commit);
    const { body } = await call(who.viewer, "GET", `org-charts/${name}/compare/0.1.0...0.2.0`);
    const changed = compareViewSchema.parse(body).files.changes.map(({ path, change }) => [path, change]);
    expect(changed.sort()).toEqual([
      ["Chart.yaml", "modified"],
      ["a.md", "added"],
    ]);
    expect((await call(who.viewer, "GET", `org-charts/${name}/compare/0.1.0...9.9.9`)).status).toBe(404);
    expect((await call(who.viewer, "GET", `org-charts/${name}/compare/0.1.0`)).status).toBe(404);
  });
});

describe("who may", () => {
  const WRITES: [string, string, object][] = [
    ["PATCH", "", { description: "x" }],
    ["DELETE", "", {}],
    ["POST", "/archive", {}],
    ["POST", "/unarchive", {}],
    ["POST", "/duplicate", { name: "copy" }],
    ["POST", "/fork", { name: "copy" }],
    ["POST", "/draft/commits", { parent: null, message: "m", changes: [{ op: "delete", path: "a" }] }],
    ["POST", "/draft/scaffold", { template: "chart" }],
    ["POST", "/versions", { version: "0.1.0", draftCommit: "x" }],
  ];
  const READS = [
    "",
    "/draft",
    "/draft/files/Chart.yaml",
    "/draft/review",
    "/commits",
    "/versions",
    "/versions/0.1.0",
  ];
  READS.push("/versions/0.1.0/files", "/versions/0.1.0/files/Chart.yaml", "/versions/0.1.0/package");
  READS.push("/compare/0.1.0...0.1.0", `/commits/${"0".repeat(40)}`);
  READS.push(`/commits/${"0".repeat(40)}/files`);

  it("ROLE-12: a viewer is told 403 for each write, and nothing changes", async () => {
    const { name, commit } = await aChart(who.member);
    for (const [method, path, json] of WRITES) {
      // A copy is a new artifact: viewers may read its source, and may not make anything.
      const answer = await call(who.viewer, method, `org-charts/${name}${path}`, { json });
      expect([method, path, answer.status, z.object({ code: z.string() }).parse(answer.body).code]).toEqual([
        method,
        path,
        403,
        "role_missing",
      ]);
    }
    const { body } = await call(who.viewer, "GET", `org-charts/${name}/draft`);
    expect(body).toMatchObject({ commit });
  });

  it("ROLE-3 ROLE-12: a member may not archive, publish to the world or delete", async () => {
    const { name } = await aChart(who.member);
    const strong = await aCaller({ role: "member", scope: "admin", of: orgOf(who.member) });
    for (const [method, path, json] of [
      ["POST", "/archive", undefined],
      ["DELETE", "", undefined],
      ["PATCH", "", { visibility: "public" }],
    ] as const)
      expect(await call(strong, method, `org-charts/${name}${path}`, { json })).toMatchObject({
        status: 403,
        body: { code: "role_missing" },
      });
  });

  it("S11 CAT-34: another organization and a stranger get one answer for private and missing, byte for byte", async () => {
    const { name, commit } = await aChart(who.member);
    await publish(who.member, name, "0.1.0", commit);
    const requests = [
      ...READS.map((path) => ["GET", path, undefined] as const),
      ...WRITES.map(([method, path, json]) => [method, path, json] as const),
    ];
    for (const [method, path, json] of requests)
      for (const [by, status] of [
        [who.foreigner, 404],
        [null, 401],
      ] as const) {
        const [secret, missing] = await Promise.all(
          [name, aName()].map((one) => call(by, method, `org-charts/${one}${path}`, { json })),
        );
        const seen = [method, path, secret?.status, withoutRequestId(secret?.text ?? "")];
        expect(seen).toEqual([method, path, status, withoutRequestId(missing?.text ?? "")]);
      }
    expect((await call(who.member, "GET", `org-charts/${name}`)).status).toBe(200);
  });

  it("ROLE-13: a stranger reads what is public: the artifact, its versions, files and package; no draft, no write", async () => {
    const of = await anOrganization("default");
    const member = await aCaller({ of });
    const { name, commit } = await aChart(member, { visibility: "public" });
    const hidden = await aChart(member);
    await publish(member, name, "0.1.0", commit);
    for (const path of READS) {
      const isOpen = !path.startsWith("/draft") && !path.startsWith("/commits");
      const { status } = await call(null, "GET", `org-charts/${name}${path}`);
      expect([path, status]).toEqual([path, isOpen ? 200 : 401]);
    }
    for (const [method, path, json] of WRITES)
      expect((await call(null, method, `org-charts/${name}${path}`, { json })).status).toBe(401);
    const listed = await call(null, "GET", "org-charts?limit=200");
    expect(listed.body).toMatchObject({ total: 1, items: [{ name }] });
    expect(listed.text).not.toContain(hidden.name);
    expect((await call(null, "GET", `org-charts/${name}/versions/9.9.9`)).status).toBe(404);
  });

  it("ROLE-12: an API token never does more than its scope", async () => {
    const { name, commit } = await aChart(who.member);
    const of = orgOf(who.member);
    const reader = await aCaller({ role: "owner", scope: "read", of });
    const writer = await aCaller({ role: "owner", scope: "write", of });
    expect((await call(reader, "GET", `org-charts/${name}/versions`)).status).toBe(200);
    expect((await publish(writer, name, "0.1.0", commit)).status).toBe(403);
    for (const by of [reader, writer]) {
      const { status, body } = await call(by, "DELETE", `org-charts/${name}`);
      expect({ status, body }).toMatchObject({ status: 403 });
    }
  });

  it("an archived artifact takes no edits and no versions, and keeps what it has", async () => {
    const { name, commit } = await aChart(who.member);
    await publish(who.member, name, "0.1.0", commit);
    await call(who.admin, "POST", `org-charts/${name}/archive`);
    expect((await publish(who.member, name, "0.2.0", commit)).body).toMatchObject({ code: "archived" });
    const json = { parent: commit, message: "m", changes: [{ op: "put", path: "a", content: "a" }] };
    const saved = await call(who.member, "POST", `org-charts/${name}/draft/commits`, { json });
    expect(saved).toMatchObject({ status: 409, body: { code: "archived" } });
    expect((await call(who.viewer, "GET", `org-charts/${name}/versions/0.1.0/package`)).status).toBe(200);
  });

  it("S12: sort, filter, search and cursor take what is allowed, and no error of the database comes out", async () => {
    const payloads = ['\'; DROP TABLE "Artifact";--', "name) DESC--", "$ne", "%", "\\", "🦀".repeat(40)];
    for (const payload of payloads)
      for (const field of [
        "sort",
        "order",
        "q",
        "project",
        "label",
        "cursor",
        "limit",
        "archived",
        "source",
      ]) {
        const { status, text } = await call(
          who.viewer,
          "GET",
          `org-charts?${field}=${encodeURIComponent(payload)}`,
        );
        expect([200, 400], `${field}=${payload}`).toContain(status);
        expect(text).not.toMatch(/syntax|relation|prisma|postgres/i);
      }
  });

  it("unknown kinds, addresses and methods are problem+json", async () => {
    expect((await call(who.viewer, "GET", "org-nonsense")).body).toMatchObject({ code: "address_unknown" });
    expect((await call(null, "GET", "org-charts/a/b/c")).body).toMatchObject({ code: "address_unknown" });
    expect((await call(null, "PUT", "org-charts")).body).toMatchObject({ code: "method_unsupported" });
  });
});

const orgOf = ({ viewer }: Caller) => ({ id: viewer.orgId, slug: viewer.orgSlug });

describe("the lifecycle of a version", () => {
  it("API-15: is set with a reason, told in the version and listed; the same again writes nothing", async () => {
    const { name, commit } = await aChart(who.member);
    await publish(who.member, name, "0.1.0", commit);
    const address = `org-charts/${name}/versions/0.1.0`;
    const put = (by: Caller | null, json: object) => call(by, "PUT", `${address}/lifecycle`, { json });
    const json = { state: "deprecated", reason: "No fixes any more." };
    for (let times = 0; times < 2; times += 1) {
      const set = await put(who.member, json);
      expect(set.status).toBe(200);
      expect(versionViewSchema.parse(set.body).lifecycle).toMatchObject({ ...json, replacement: null });
    }
    const read = await call(who.viewer, "GET", address);
    expect(versionViewSchema.parse(read.body).lifecycle.by?.name).toBe(who.member.viewer.actor.name);
    const { marks } = marksSchema.parse((await call(who.viewer, "GET", `${address}/lifecycle`)).body);
    expect(marks.map(({ state, reason, via }) => ({ state, reason, via }))).toEqual([
      { ...json, via: "api" },
    ]);
  });

  it("API-15, ROLE-2, ROLE-3: 400 without reason or for a key that is none, 403 by role, 404 alike for hidden and missing", async () => {
    const { name, commit } = await aChart(who.member);
    await publish(who.member, name, "0.1.0", commit);
    const put = async (by: Caller | null, json: object, tag = "0.1.0", artifact = name) => {
      const { status, body } = await call(by, "PUT", `org-charts/${artifact}/versions/${tag}/lifecycle`, {
        json,
      });
      return [status, z.object({ code: z.string().optional() }).parse(body).code];
    };
    const yank = { state: "yanked", reason: "It deletes the volume." };
    for (const wrong of [
      { state: "yanked" },
      { ...yank, reason: " " },
      { ...yank, state: "gone" },
      { ...yank, why: "x" },
      { ...yank, replacement: "0.1.0" },
      { ...yank, replacement: "9.9.9" },
    ])
      expect(await put(who.admin, wrong)).toEqual([400, "input_invalid"]);
    expect(await put(who.viewer, { ...yank, state: "deprecated" })).toEqual([403, "role_missing"]);
    expect(await put(who.member, yank)).toEqual([403, "role_missing"]);
    expect(await put(null, yank)).toEqual(await put(null, yank, "0.1.0", "nothing-here"));
    expect(await put(who.foreigner, yank)).toEqual([404, "artifact_unknown"]);
    expect(await put(who.admin, yank, "0.2.0")).toEqual([404, "version_unknown"]);
    expect(await put(who.admin, yank)).toEqual([200, undefined]);
    expect(await put(who.member, { state: "active", reason: "No." })).toEqual([403, "role_missing"]);
    const latest = await call(who.viewer, "GET", `org-charts/${name}/versions/latest`);
    expect(latest.status).toBe(404);
    expect((await call(who.viewer, "DELETE", `org-charts/${name}/versions/0.1.0/lifecycle`)).status).toBe(
      405,
    );
  });
});
