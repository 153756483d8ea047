import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aName, aRegistry, digestOf, type RegistryFixture, someBytes } from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
});
afterAll(() => registry.close());

const open = async (name: string) => {
  const reply = await registry.ask("POST", `/v2/${name}/blobs/uploads/`);
  return String(reply.headers.location);
};

describe("opening and closing", () => {
  it("OCI-56: an empty POST opens an upload", async () => {
    const name = aName();
    const reply = await registry.ask("POST", `/v2/${name}/blobs/uploads/`);
    expect(reply.status).toBe(202);
    expect(reply.headers).toMatchObject({ range: "0-0", "content-length": "0" });
    expect(reply.headers.location).toBe(`/v2/${name}/blobs/uploads/${reply.headers["docker-upload-uuid"]}`);
    expect(reply.headers["transfer-encoding"]).toBeUndefined();
  });

  it("OCI-57: POST with a digest stores the whole blob", async () => {
    const name = aName();
    const bytes = someBytes(5000);
    const { digest, reply } = await registry.push(name, bytes);
    expect(reply.status).toBe(201);
    expect(reply.headers).toMatchObject({
      location: `/v2/${name}/blobs/${digest}`,
      "docker-content-digest": digest,
      "content-length": "0",
    });
    const back = await registry.ask("GET", `/v2/${name}/blobs/${digest}`);
    expect(back.body.equals(bytes)).toBe(true);
  });

  it("OCI-58: POST, then PUT with the whole body", async () => {
    const name = aName();
    const bytes = someBytes(3_000_000);
    const location = await open(name);
    const digest = digestOf(bytes);
    const reply = await registry.ask("PUT", `${location}?digest=${encodeURIComponent(digest)}`, {
      body: bytes,
    });
    expect(reply.status).toBe(201);
    const back = await registry.ask("GET", `/v2/${name}/blobs/${digest}`);
    expect(back.body.equals(bytes)).toBe(true);
    expect((await registry.ask("PUT", `${location}?digest=${digest}`)).status).toBe(404);
  });
});
