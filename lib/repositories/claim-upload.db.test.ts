import { afterEach, describe, expect, it, vi } from "vitest";
import { addMs, clock } from "#lib/clock/clock.ts";
import { db } from "#lib/db/database.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { claimUpload } from "./claim-upload.ts";
import { startUpload } from "./write-upload.ts";

const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
  vi.useRealTimers();
});

const anUpload = async () => startUpload((await anOrganization()).id, "images/web");
const later = (ms: number) => {
  const at = addMs(clock.now(), ms);
  clock.now = () => at;
};
const SECOND_MS = 1000;

describe("OCI-61 X4: the claim of whoever writes an upload", () => {
  it("lapses with a process that was stopped; whoever wrote on is not overtaken by it", async () => {
    const key = await anUpload();
    const stopped = await claimUpload(key, 0);
    later(15 * SECOND_MS);
    await expect(claimUpload(key, null)).rejects.toMatchObject({ code: "range_invalid" });
    later(6 * SECOND_MS);
    const next = await claimUpload(key, 0);
    await next.accept(10);
    await expect(stopped.accept(7)).rejects.toMatchObject({ code: "upload_unknown" });
    expect((await claimUpload(key, 10)).offsetBytes).toBe(10);
  });

  it("is renewed for as long as the bytes come", async () => {
    const key = await anUpload();
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const claim = await claimUpload(key, 0);
    const until = async () => (await db().ociUpload.findUniqueOrThrow({ where: { id: key.id } })).writerUntil;
    for (let seconds = 5; seconds <= 30; seconds += 5) {
      const before = await until();
      later(5 * SECOND_MS);
      vi.advanceTimersByTime(5 * SECOND_MS);
      await expect.poll(until).not.toEqual(before);
      await expect(claimUpload(key, 0)).rejects.toMatchObject({ code: "range_invalid" });
    }
    await claim.accept(5);
    expect((await claimUpload(key, 5)).offsetBytes).toBe(5);
  });
});
