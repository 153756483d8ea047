import { expect } from "@playwright/test";
import { aName, test } from "../fixtures.ts";
import { startServer } from "../server.ts";

const knock = (url: string, token: string) =>
  fetch(`${url}/v2/`, { headers: { authorization: `Basic ${btoa(`org-token:${token}`)}` } });

test("DESIGN 8: tokens and users are made beside a running server, and without one", async () => {
  const server = await startServer();
  try {
    const beside = await server.chartroom("token", "create", "--json", "--name", "beside", "--scope", "pull");
    expect(Object.keys(JSON.parse(beside.stdout))).toEqual(["token", "id", "name", "scope", "expiresAt"]);
    expect(JSON.parse(beside.stdout)).toMatchObject({ name: "beside", scope: "pull", expiresAt: null });
    await server.stop();
    const without = await server.chartroom("token", "create", "--name", "without", "--scope", "pull+push");
    const user = await server.chartroom("user", "create", "--email", "bo@example.test", "--json");
    expect(JSON.parse(user.stdout)).toMatchObject({ email: "bo@example.test", role: "member" });
    await server.start();
    expect((await knock(server.url, JSON.parse(beside.stdout).token)).status).toBe(200);
    expect((await knock(server.url, without.stdout.trim())).status).toBe(200);
    expect((await fetch(JSON.parse(user.stdout).link)).status).toBe(200);
  } finally {
    await server.stop();
    await server.remove();
  }
});

test("DESIGN 8: a refusal goes to standard error, names the flag and ends with a status that is not zero", async ({
  server,
}) => {
  const wrong = [
    [["token", "create", "--name", "x", "--scope", "admin"], "--scope"],
    [["token", "create", "--name", "x", "--scope", "pull", "--expires", "soon"], "--expires"],
    [["token", "create", "--api", "--name", "x", "--scope", "read", "--pattern", "charts/*"], "--pattern"],
    [["user", "create", "--email", "nobody"], "--email"],
    [["user", "create", "--email", "a@example.test", "--org", "elsewhere"], "no organization elsewhere"],
    [["token", "create", "--nonsense"], "nonsense"],
  ] as const;
  for (const [args, says] of wrong) {
    const { status, stdout, stderr } = await server.chartroom(...args);
    expect({ args, status: status > 0, stdout }).toEqual({ args, status: true, stdout: "" });
    expect(stderr).toContain(says);
  }
});

test("API-27: an API token made on the command line goes as far as its scope", async ({ server }) => {
  const made = await server.chartroom(
    "token",
    "create",
    "--api",
    "--name",
    aName("reader"),
    "--scope",
    "read",
    "--expires",
    "90d",
  );
  const headers = { authorization: `Bearer ${made.stdout.trim()}` };
  expect((await fetch(`${server.url}/api/v2/org-charts`, { headers })).status).toBe(200);
  const tokens = await fetch(`${server.url}/api/v2/org-registry-tokens`, { headers });
  expect(tokens.status).toBe(403);
  expect(await tokens.json()).toMatchObject({ code: "scope_missing" });
  const wrongDoor = await knock(server.url, made.stdout.trim());
  expect(wrongDoor.status).toBe(401);
  expect(await wrongDoor.text()).toContain("registry tokens");
});
