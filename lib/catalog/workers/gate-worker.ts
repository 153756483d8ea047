import { parentPort } from "node:worker_threads";
import type { GateInput } from "../kinds/kind-rules.ts";
import { KINDS } from "../kinds/kinds.ts";
import type { GateAnswer } from "./gate-answer.ts";

async function check(input: GateInput): Promise<GateAnswer> {
  // Buffers arrive as plain arrays of bytes.
  const files = input.files.map((file) => ({ ...file, bytes: Buffer.from(file.bytes) }));
  const { refusals, ...result } = await KINDS[input.ref.kind].check({ ...input, files });
  return { kind: "checked", refusals: refusals.map(({ code, details }) => ({ code, details })), result };
}

// A fault ends the thread: whoever waits for the answer then hears of it.
parentPort?.on("message", (input: GateInput) => {
  void check(input).then((answer) => parentPort?.postMessage(answer));
});
