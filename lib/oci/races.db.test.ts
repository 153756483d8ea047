import { afterAll, beforeAll, expect, it } from "vitest";
import { db, type Tx } from "#lib/db/database.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import { lockPolicies } from "#lib/repositories/find-policy.ts";
import { mountBlob } from "#lib/repositories/mount-blob.ts";
import { aName, anImage, aRegistry, digestOf, IMAGE, type RegistryFixture, someBytes } from "./fixtures.ts";

let registry: RegistryFixture;
beforeAll(async () => {
  registry = await aRegistry();
});
afterAll(() => registry.close());

/** Until somebody waits for a lock that this transaction holds. */
async function untilAwaited(tx: Tx): Promise<void> {
  await expect
    .poll(async () => {
      const [row] = await tx.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS "count" FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids("pid"))`;
      return row?.count;
    })
    .toBeGreaterThan(0);
}

/** Begins `work` while something is held, and lets go once it waits for that. */
async function during<T>(hold: (tx: Tx) => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const { promise } = await db().$transaction(async (tx) => {
    await hold(tx);
    const promise = work();
    promise.catch(() => {}); // Whoever asked hears of it.
    await untilAwaited(tx);
    return { promise };
  });
  return promise;
}

it("X6: what goes while it is mounted is not mounted", async () => {
  const [source, target] = [aName(), aName()];
  const { digest } = await registry.push(source, someBytes(100));
  const isMounted = await during(
    (tx) => tx.ociBlobLink.deleteMany({ where: { digest } }),
    () => mountBlob({ orgId: registry.org.id, name: target }, digestSchema.parse(digest), source, () => true),
  );
  expect(isMounted).toBe(false);
  expect((await registry.ask("HEAD", `/v2/${target}/blobs/${digest}`)).status).toBe(404);
});

it("X5 X6: a tag that comes while its manifest is deleted has the manifest, or neither is there", async () => {
  const name = aName();
  await registry.push(name, "{}");
  const image = anImage([], { annotations: { of: name } });
  const path = `/v2/${name}/manifests/${digestOf(image)}`;
  const put = (tag: string) =>
    registry.ask("PUT", `/v2/${name}/manifests/${tag}`, { body: image, headers: { "content-type": IMAGE } });
  for (let round = 0; round < 12; round += 1) {
    expect((await put("one")).status).toBe(201);
    // Both wait for one lock that both need, so that they go on at the same moment.
    const both = await during(
      (tx) => lockPolicies(tx, registry.org.id),
      () =>
        Promise.all(
          round % 2 ? [registry.ask("DELETE", path), put("two")] : [put("two"), registry.ask("DELETE", path)],
        ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 202]);
    const isThere = (await registry.ask("HEAD", path)).status;
    expect((await registry.ask("HEAD", `/v2/${name}/manifests/two`)).status).toBe(isThere);
    expect((await registry.ask("HEAD", `/v2/${name}/manifests/one`)).status).toBe(404);
  }
});
