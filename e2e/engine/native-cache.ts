import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { clients, clientsFolder } from "../clients/tools.ts";
import type { Ran } from "./parity-case.ts";

const cacheSchema = z.record(
  z.string(),
  z.object({ status: z.number(), stdout: z.string(), stderr: z.string() }),
);

/** What native printed, kept beside the built clients and named for their versions: it is run once for each case. */
export class NativeCache {
  readonly #file: string;
  readonly #runs = new Map<string, Ran>();
  #hasNew = false;

  /** @param inputs what else the answers depend on */
  constructor(suite: string, inputs: string) {
    const versions = clients.map(({ name, version }) => `${name} ${version}`).join();
    const hash = createHash("sha256").update(versions).update(inputs).digest("hex").slice(0, 12);
    this.#file = path.join(clientsFolder(), `parity-${suite}-${hash}.json.gz`);
    if (!existsSync(this.#file)) return;
    const kept = cacheSchema.parse(JSON.parse(gunzipSync(readFileSync(this.#file)).toString()));
    for (const [id, { stdout, ...rest }] of Object.entries(kept))
      this.#runs.set(id, { ...rest, stdout: Buffer.from(stdout, "base64") });
  }

  get(id: string): Ran | null {
    return this.#runs.get(id) ?? null;
  }

  add(id: string, { status, stdout, stderr }: Ran): void {
    if (this.#runs.has(id)) return;
    this.#runs.set(id, { status, stdout: Buffer.from(stdout), stderr });
    this.#hasNew = true;
  }

  save(): void {
    if (!this.#hasNew) return;
    const kept = Object.fromEntries(
      [...this.#runs].map(([id, { stdout, ...rest }]) => [
        id,
        { ...rest, stdout: stdout.toString("base64") },
      ]),
    );
    writeFileSync(`${this.#file}.new`, gzipSync(JSON.stringify(kept)));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
