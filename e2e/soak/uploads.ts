import { expect } from "@playwright/test";
import { digestOf, type Registry } from "../oci.ts";

const SIZE = 300_000;
const CHUNK = 100_000;
const REPOSITORY = "lib/soak";

/** An upload as its client knows it: what was acknowledged, and what was asked for last. */
export type Upload = {
  bytes: Uint8Array;
  /** Null where the answer to the POST never came. */
  id: string | null;
  acknowledgedBytes: number;
  isFinishing: boolean;
  isFinished: boolean;
};

const addressOf = (upload: Upload) => `${REPOSITORY}/blobs/uploads/${upload.id}`;
const blobOf = (upload: Upload) => `${REPOSITORY}/blobs/${digestOf(upload.bytes)}`;

async function open(upload: Upload, registry: Registry): Promise<void> {
  const opened = await registry.ask("POST", `${REPOSITORY}/blobs/uploads/`);
  upload.id = opened.headers.get("docker-upload-uuid");
}

/** @returns the status of the closing PUT */
async function sendRest(upload: Upload, registry: Registry, onAccepted = () => {}): Promise<number> {
  while (upload.acknowledgedBytes < SIZE) {
    const end = Math.min(upload.acknowledgedBytes + CHUNK, SIZE);
    const chunk = upload.bytes.subarray(upload.acknowledgedBytes, end);
    const patched = await registry.ask("PATCH", addressOf(upload), chunk);
    expect(patched.status, await patched.text()).toBe(202);
    upload.acknowledgedBytes = end;
    onAccepted();
  }
  upload.isFinishing = true;
  const put = await registry.ask("PUT", `${addressOf(upload)}?digest=${digestOf(upload.bytes)}`);
  upload.isFinished = put.status === 201;
  return put.status;
}

/**
 * Uploads one blob after another, in chunks, until the server is gone.
 * @param onAccepted a chunk is there
 */
export async function uploadUntilGone(registry: Registry, onAccepted: () => void): Promise<Upload[]> {
  const uploads: Upload[] = [];
  const isGone = (error: unknown) => error instanceof TypeError; // What fetch throws where nobody answers.
  for (;;) {
    const bytes = new Uint8Array(SIZE);
    for (let at = 0; at < SIZE; at += 50_000) crypto.getRandomValues(bytes.subarray(at, at + 50_000));
    const upload: Upload = { bytes, id: null, acknowledgedBytes: 0, isFinishing: false, isFinished: false };
    uploads.push(upload);
    try {
      await open(upload, registry);
      expect(await sendRest(upload, registry, onAccepted)).toBe(201);
    } catch (error) {
      if (!isGone(error)) throw error;
      return uploads;
    }
  }
}

async function sendAgain(upload: Upload, registry: Registry): Promise<void> {
  await open(upload, registry);
  upload.acknowledgedBytes = 0;
  expect(await sendRest(upload, registry)).toBe(201);
}

/**
 * After the server is back: what was finished is there, whole; what was not stands at a byte that was acknowledged or sent,
 * and goes on from there to its end; one whose end was on its way may have to be sent again.
 * @param mayForget PostgreSQL was killed too: an upload of which no byte was acknowledged may be gone (`startUpload` does not
 * wait for its commit), and is sent again
 */
export async function resumeUpload(upload: Upload, registry: Registry, mayForget: boolean): Promise<void> {
  if (upload.id === null) return;
  const status = await registry.ask("GET", addressOf(upload));
  if (mayForget && upload.acknowledgedBytes === 0 && status.status === 404) await sendAgain(upload, registry);
  else if (upload.isFinished || (upload.isFinishing && status.status === 404))
    expect(status.status).toBe(404);
  else {
    expect(status.status).toBe(204);
    const [, last] = (status.headers.get("range") ?? "").split("-");
    const offset = last === "0" ? 0 : Number(last) + 1;
    // One chunk more may have been accepted than its client was told.
    expect([upload.acknowledgedBytes, upload.acknowledgedBytes + CHUNK]).toContain(offset);
    upload.acknowledgedBytes = offset;
    const wasFinishing = upload.isFinishing;
    const closed = await sendRest(upload, registry);
    // Killed between the move of its bytes and the commit, it is gone (X1: resumable or 404): its client sends it again.
    if (wasFinishing && closed === 404) await sendAgain(upload, registry);
    else expect(closed).toBe(201);
  }
  const blob = await registry.ask("GET", blobOf(upload));
  expect([blob.status, digestOf(new Uint8Array(await blob.arrayBuffer()))]).toEqual([
    200,
    digestOf(upload.bytes),
  ]);
}
