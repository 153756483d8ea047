import { randomBytes } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { aPerson } from "../browser/editors.ts";
import { aName, signIn } from "../fixtures.ts";
import { digestOf, type Registry, registryOf } from "../oci.ts";
import { type Api, apiOf } from "../server.ts";
import { type Pair, startPair } from "./pair.ts";

// Show 4 of the organization: what is revoked at one process is refused at the other, by the very next request, while it is
// being pulled with all the time. A second is allowed; a write is not answered before the other has heard of it, and so it is none.

const REFUSED = { errors: [{ code: "UNAUTHORIZED", message: "invalid registry token" }] };

let pair: Pair;
let admin: Api;
let pusher: Registry;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  pair = await startPair();
  const [pushToken, apiToken] = await Promise.all([
    pair.a.registryToken("pull+push"),
    pair.b.apiToken("admin"),
  ]);
  pusher = registryOf(pair.a, pushToken);
  admin = apiOf(pair.a, apiToken);
});
test.afterAll(async () => {
  test.setTimeout(120_000);
  await pair?.remove();
});

type Minted = { id: string; token: string };
const mint = async (by: Api) =>
  (await by.post<Minted>("/org-registry-tokens", { name: aName("token"), scope: "pull" })).body;

async function pushedBlob(bytes: Uint8Array): Promise<string> {
  const repository = `files/${aName("revoked")}`;
  const pushed = await pusher.ask("POST", `${repository}/blobs/uploads/?digest=${digestOf(bytes)}`, bytes);
  expect(pushed.status).toBe(201);
  return `${repository}/blobs/${digestOf(bytes)}`;
}

type Asked = { sentAt: number; status: number; body: Buffer };

async function askOnce(door: Registry, address: string): Promise<Asked> {
  const sentAt = performance.now();
  const answer = await door.ask("GET", address);
  return { sentAt, status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
}

/**
 * Pulls from the second process by six connections at once while `end` makes the token end at the first, and until each of
 * them has been refused.
 * @returns how long after the answer to `end` a pull was begun that was still given
 */
async function pullWhile(secret: string, address: string, end: () => Promise<void>): Promise<number> {
  const door = registryOf(pair.b, secret);
  for (let turn = 0; turn < 2; turn += 1) expect((await askOnce(door, address)).status).toBe(200);
  const asked: Asked[] = [];
  const giveUpAt = performance.now() + 60_000;
  const workers = Array.from({ length: 6 }, async () => {
    for (let status = 200; status === 200 && performance.now() < giveUpAt; ) {
      const one = await askOnce(door, address);
      status = one.status;
      asked.push(one);
    }
  });
  await expect.poll(() => asked.length).toBeGreaterThan(12);
  await end();
  const endedAt = performance.now();
  // The very next request, on top of those that are under way.
  const next = await askOnce(door, address);
  await Promise.all(workers);
  expect(next.status).toBe(401);
  const refused = [next, ...asked.filter(({ status }) => status !== 200)];
  expect(refused).toHaveLength(7);
  for (const { status, body } of refused) {
    expect(status).toBe(401);
    expect(JSON.parse(body.toString())).toMatchObject(REFUSED);
  }
  const digest = address.split("/").at(-1);
  const given = asked.filter(({ status }) => status === 200);
  for (const { body } of given) expect(digestOf(body)).toBe(digest);
  return Math.max(0, ...given.map(({ sentAt }) => sentAt - endedAt));
}

test("Show 4 OCI-33 GOH-58 S6: revoked at one while it is pulled with at the other: the next request there is 401", async () => {
  const address = await pushedBlob(randomBytes(50_000));
  for (let round = 0; round < 3; round += 1) {
    const minted = await mint(admin);
    const lateMs = await pullWhile(minted.token, address, async () => {
      expect((await admin.delete(`/org-registry-tokens/${minted.id}`)).status).toBe(204);
    });
    expect(lateMs).toBe(0);
  }
});

test("Show 4 OCI-33: a large blob that the other process is sending ends whole or is cut, and the next request is 401", async () => {
  const bytes = randomBytes(48_000_000);
  const address = await pushedBlob(bytes);
  const minted = await mint(admin);
  const door = registryOf(pair.b, minted.token);
  const running = await door.ask("GET", address);
  expect(running.status).toBe(200);
  // Nobody reads yet: more is left than the buffers between take.
  expect((await admin.delete(`/org-registry-tokens/${minted.id}`)).status).toBe(204);
  expect((await askOnce(door, address)).status).toBe(401);
  const whole = await running.arrayBuffer().catch(() => null);
  if (whole !== null) expect(digestOf(new Uint8Array(whole))).toBe(digestOf(bytes));
});

/** Somebody who signs in once, in the browser; API tokens are made by people. */
async function aMaker(page: Page) {
  const who = await aPerson(pair.a, "admin");
  await signIn(page, who);
  const listed = await admin.get<{ items: { id: string }[] }>(
    `/org-members?q=${encodeURIComponent(who.email)}`,
  );
  async function makeApiToken(): Promise<Minted> {
    const made = await page.request.post(`${pair.proxy.url}/api/v2/org-api-tokens`, {
      headers: { origin: pair.proxy.url },
      data: { name: aName("maker"), scope: "admin" },
    });
    expect(made.status()).toBe(201);
    return made.json();
  }
  return { id: listed.body.items[0]?.id ?? "", makeApiToken };
}

test.describe("the maker of an API token", () => {
  test.use({ baseURL: async ({ baseURL: _none }, use) => use(pair.proxy.url) });

  test("Show 4 GL-14 S7: lowered, removed, or the token revoked: what was minted with it is 401 at the other process", async ({
    page,
  }) => {
    const address = await pushedBlob(randomBytes(20_000));
    const maker = await aMaker(page);
    const setRole = (role: string) => admin.patch(`/org-members/${maker.id}`, { role });
    const ends = {
      revoked: (apiTokenId: string) => admin.delete(`/org-api-tokens/${apiTokenId}`),
      lowered: () => setRole("member"),
      removed: () => admin.delete(`/org-members/${maker.id}`),
    };
    for (const [what, end] of Object.entries(ends)) {
      const made = await maker.makeApiToken();
      const mintedBy = apiOf(pair.b, made.token);
      const minted = await mint(mintedBy);
      const lateMs = await pullWhile(minted.token, address, async () => {
        expect((await end(made.id)).status, what).toBeLessThan(300);
      });
      expect(lateMs, what).toBe(0);
      const again = await mintedBy.post("/org-registry-tokens", { name: aName("token"), scope: "pull" });
      expect([what, again.status]).toEqual([what, what === "lowered" ? 403 : 401]);
      if (what === "lowered") expect((await setRole("admin")).status).toBe(200);
    }
  });
});
