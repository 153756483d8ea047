import { test } from "@playwright/test";
import { startServer } from "../server.ts";
import { walk } from "./walk-model.ts";

const STEPS = Number(process.env.SOAK_STEPS || 600);
/** Each has repositories of its own, so that none of them grows without end. */
const STEPS_A_WALK = 2000;

test(`X13: ${STEPS} random requests are answered as a model of 200 lines answers them`, async () => {
  test.setTimeout(120_000 + STEPS * 50);
  const server = await startServer();
  try {
    const token = await server.registryToken("pull+push");
    const authorization = `Basic ${Buffer.from(`org-token:${token}`).toString("base64")}`;
    const seed = Number(process.env.SOAK_SEED || Date.now() % 1_000_000_000);
    process.stdout.write(`seed ${seed}\n`);
    for (let done = 0; done < STEPS; done += STEPS_A_WALK) {
      const name = `model-${done}`;
      await walk(
        async (method, path, body, headers) => {
          const reply = await fetch(`${server.url}${path}`, {
            method,
            headers: { authorization, ...headers },
            ...(body ? { body: new Uint8Array(body) } : {}),
          });
          return {
            status: reply.status,
            headers: reply.headers,
            body: Buffer.from(await reply.arrayBuffer()),
          };
        },
        name,
        Math.min(STEPS_A_WALK, STEPS - done),
        seed + done,
      );
    }
    await server.stop();
  } finally {
    await server.remove();
  }
});
