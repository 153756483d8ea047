import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { digestOf, registryOf } from "../oci.ts";
import { apiOf, startServer } from "../server.ts";

/** A secret of the right form that was never made: what is typed wrongly is as secret as what is right. */
const WRONG = `crt_${"Canary".repeat(6)}`;

async function filesBelow(folder: string): Promise<string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
}

test("S14: tokens are in no log, no error, no audit row and no file", async () => {
  test.setTimeout(120_000);
  const server = await startServer({ env: { LOG_LEVEL: "debug" } });
  try {
    const [registryToken, apiToken] = [
      await server.registryToken("pull+push"),
      await server.apiToken("admin"),
    ];
    const secrets = [registryToken, apiToken, WRONG];
    const basic = (secret: string, user = "org-token") =>
      `Basic ${Buffer.from(`${user}:${secret}`).toString("base64")}`;
    const answers: string[] = [];
    const ask = async (address: string, authorization: string, init: RequestInit = {}) => {
      const answer = await fetch(`${server.url}${address}`, {
        ...init,
        headers: { authorization, "user-agent": registryToken, "x-request-id": registryToken },
      });
      answers.push(JSON.stringify([...answer.headers]) + (await answer.text()));
    };
    for (const secret of secrets)
      for (const authorization of [
        basic(secret),
        basic(secret, secret),
        `Bearer ${secret}`,
        secret,
        `Token ${secret}`,
      ]) {
        await ask("/v2/", authorization);
        await ask(`/v2/lib/x/tags/list?n=${secret}`, authorization);
        await ask(`/v2/lib/x/blobs/uploads/?digest=${secret}`, authorization, { method: "POST", body: "x" });
        await ask("/api/v2/org-charts?sort=none", authorization);
        await ask("/api/v2/org-registry-tokens", authorization, { method: "POST", body: `{"name":` });
      }
    // What was done with them is written down, by their names.
    await registryOf(server, registryToken).ask(
      "POST",
      `lib/x/blobs/uploads/?digest=${digestOf(Buffer.from("x"))}`,
      Buffer.from("x"),
    );
    expect((await apiOf(server, apiToken).post("/org-charts", { name: "written" })).status).toBe(201);
    await server.stop();

    for (const secret of secrets) {
      // A request may be told what it said itself; nobody else is told anything.
      expect(
        answers.filter((answer) => answer.includes(secret) && !answer.includes("DIGEST_INVALID")),
      ).toEqual([]);
      expect(server.logs()).not.toContain(secret);
      expect(server.logs()).not.toContain(basic(secret).slice(6));
    }
    for (const file of await filesBelow(server.dataDir)) {
      const bytes = await readFile(file);
      for (const secret of secrets) expect([file, bytes.includes(secret)]).toEqual([file, false]);
    }
  } finally {
    await server.remove();
  }
});
