import { expect, test } from "@playwright/test";
import { startServer } from "./server.ts";

// Runs before every other test, alone: where the build is missing or old, it is made once here and not by each worker.
test("chartroom start answers with a page, and ends when it is asked to", async () => {
  test.setTimeout(600_000);
  const server = await startServer();
  try {
    const page = await fetch(`${server.url}/sign-in`);
    expect(page.status).toBe(200);
    expect(server.logs()).toContain(`Chartroom is at ${server.url}`);
    await server.stop();
    await expect(fetch(server.url)).rejects.toThrow();
  } finally {
    await server.remove();
  }
});
