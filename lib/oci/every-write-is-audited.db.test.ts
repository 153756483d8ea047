import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rowsOf, secretsTold } from "#lib/audit/fixtures.ts";
import type { AuditAction } from "#lib/audit/types.ts";
import {
  aChartPush,
  aName,
  anImage,
  aRegistry,
  digestOf,
  IMAGE,
  type RegistryFixture,
  type Reply,
  someBytes,
} from "./fixtures.ts";
import { ROUTES } from "./routes.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
});
afterAll(() => registry.close());

type Deed = () => Promise<Reply>;
type Write = {
  what: string;
  /** Empty: nobody sees a difference, for the reason. */
  leaves: AuditAction[];
  why?: string;
  /** Makes what it needs, and gives the request. */
  prepare: () => Promise<Deed>;
};

const put = (name: string, reference: string, body: string): Promise<Reply> =>
  registry.ask("PUT", `/v2/${name}/manifests/${reference}`, { body, headers: { "content-type": IMAGE } });

async function aPushed(): Promise<{ name: string; digest: string }> {
  const name = aName();
  const body = anImage(["layer"]);
  await registry.push(name, "{}");
  await registry.push(name, "layer");
  await put(name, "1.0.0", body);
  return { name, digest: digestOf(body) };
}

async function anUpload(): Promise<string> {
  const begun = await registry.ask("POST", `/v2/${aName()}/blobs/uploads/`);
  return begun.headers.location ?? "";
}

const UNSEEN = "a blob that no manifest names is in no list, is pulled by nobody, and is collected";

/** By route and method, as the table of the registry has them. */
const WRITES: Record<string, Write[]> = {
  "manifest PUT": [
    {
      what: "a tag of a plain repository",
      leaves: ["manifest.pushed"],
      prepare: async () => {
        const { name } = await aPushed();
        await registry.push(name, "other");
        return () => put(name, "1.1.0", anImage(["other"]));
      },
    },
    {
      what: "without a tag",
      leaves: ["manifest.pushed"],
      prepare: async () => {
        const { name } = await aPushed();
        const body = anImage([], { annotations: { a: "b" } });
        return () => put(name, digestOf(body), body);
      },
    },
    {
      what: "a version of a chart that is not there yet",
      leaves: ["artifact.created", "version.published"],
      prepare: async () => {
        const name = aName("charts").replace("charts/", "");
        const chart = await aChartPush(name, "1.0.0");
        for (const bytes of [chart.config, chart.archive]) await registry.push(`charts/${name}`, bytes);
        return () => put(`charts/${name}`, "1.0.0", chart.body);
      },
    },
  ],
  "manifest DELETE": [
    {
      what: "a tag",
      leaves: ["tag.deleted"],
      prepare: async () => {
        const { name } = await aPushed();
        return () => registry.ask("DELETE", `/v2/${name}/manifests/1.0.0`);
      },
    },
    {
      what: "a manifest",
      leaves: ["manifest.deleted"],
      prepare: async () => {
        const { name, digest } = await aPushed();
        return () => registry.ask("DELETE", `/v2/${name}/manifests/${digest}`);
      },
    },
  ],
  "blob DELETE": [
    {
      what: "a blob",
      leaves: ["blob.deleted"],
      prepare: async () => {
        const name = aName();
        const { digest } = await registry.push(name, someBytes(20));
        return () => registry.ask("DELETE", `/v2/${name}/blobs/${digest}`);
      },
    },
  ],
  "uploads POST": [
    {
      what: "an upload that begins",
      leaves: [],
      why: "there is nothing yet, and what is given up is swept away",
      prepare: async () => () => registry.ask("POST", `/v2/${aName()}/blobs/uploads/`),
    },
    {
      what: "a blob in one request",
      leaves: [],
      why: UNSEEN,
      prepare: async () => async () => (await registry.push(aName(), someBytes(20))).reply,
    },
    {
      what: "a blob of another repository",
      leaves: [],
      why: UNSEEN,
      prepare: async () => {
        const from = aName();
        const { digest } = await registry.push(from, someBytes(20));
        return () =>
          registry.ask(
            "POST",
            `/v2/${aName()}/blobs/uploads/?mount=${digest}&from=${encodeURIComponent(from)}`,
          );
      },
    },
  ],
  "upload PATCH": [
    {
      what: "a piece",
      leaves: [],
      why: "it is no blob yet",
      prepare: async () => {
        const at = await anUpload();
        return () => registry.ask("PATCH", at, { body: someBytes(20) });
      },
    },
  ],
  "upload PUT": [
    {
      what: "the end of an upload",
      leaves: [],
      why: UNSEEN,
      prepare: async () => {
        const [at, bytes] = [await anUpload(), someBytes(20)];
        const query = `${at.includes("?") ? "&" : "?"}digest=${digestOf(bytes)}`;
        return () => registry.ask("PUT", `${at}${query}`, { body: bytes });
      },
    },
  ],
  "upload DELETE": [
    {
      what: "an upload that is given up",
      leaves: [],
      why: "there was no blob",
      prepare: async () => {
        const at = await anUpload();
        return () => registry.ask("DELETE", at);
      },
    },
  ],
};

const writing = Object.entries(ROUTES).flatMap(([route, methods]) =>
  Object.keys(methods).flatMap((method) => (["GET", "HEAD"].includes(method) ? [] : `${route} ${method}`)),
);
const cases = Object.entries(WRITES).flatMap(([key, writes]) => writes.map((write) => ({ key, ...write })));

describe("the audit log and the registry", () => {
  it("API-20: says of every route that writes what it leaves, and of nothing else", () => {
    expect(Object.keys(WRITES).sort()).toEqual(writing.sort());
    for (const { leaves, why, what } of cases)
      expect([what, leaves.length > 0 || why !== undefined]).toEqual([what, true]);
  });

  it.each(cases)("API-20: $key, $what", async ({ leaves, prepare }) => {
    const { done, rows } = await rowsOf(await prepare());
    expect([done.status, done.status >= 200 && done.status < 300]).toEqual([done.status, true]);
    expect(rows.map(({ action }) => action)).toEqual(leaves);
    for (const row of rows)
      expect(row).toMatchObject({
        orgId: registry.org.id,
        actorKind: "registry-token",
        actorName: "test",
        door: "oci",
        subjectId: expect.stringMatching(/./),
        subjectName: expect.stringMatching(/./),
        requestId: expect.stringMatching(/./),
      });
  });

  it("S14: tells no token", async () => {
    expect(await secretsTold([registry.token])).toEqual([]);
  });
});
