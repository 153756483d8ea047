import { spawn } from "node:child_process";
import { once } from "node:events";
import { pin } from "./opponents.ts";

/** Bare `node:http` that answers what this address answers, byte for byte: the ceiling. */
export async function startBare(url: string, headers: Record<string, string>) {
  const answer = await fetch(url, { headers });
  const body = Buffer.from(await answer.arrayBuffer());
  if (answer.status !== 200) throw new Error(`${url} answers ${answer.status}.`);
  const kept = [...answer.headers].filter(
    ([name]) => !/^(date|connection|keep-alive|content-length)$/.test(name),
  );
  const child = spawn(process.execPath, [`${import.meta.dirname}/../bare-server.ts`], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify({ headers: Object.fromEntries(kept), body: body.toString("base64") }));
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  const pid = child.pid ?? 0;
  pin(pid, 0);
  return { url: `http://127.0.0.1:${port.toString().trim()}/`, pid, stop: () => child.kill() };
}
