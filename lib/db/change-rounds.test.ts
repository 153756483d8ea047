import { describe, expect, it } from "vitest";
import { ChangeRounds } from "./change-rounds.ts";

/** Everything that was said has been heard by then. */
const aTurn = () => new Promise((done) => setTimeout(done, 0));

/** Processes that hear what any of them says, in the order it was said, each when it has time: as PostgreSQL delivers it. */
function aHouse() {
  const members = new Map<string, { rounds: ChangeRounds; isStuck: boolean; inbox: string[] }>();
  const silent: string[] = [];
  const said: string[] = [];
  const deliver = (id: string) => {
    const member = members.get(id);
    while (member && !member.isStuck && member.inbox.length > 0)
      member.rounds.hear(member.inbox.shift() ?? "");
  };
  const say = async (message: string) => {
    said.push(message);
    for (const [id, { inbox }] of members) {
      inbox.push(message);
      setImmediate(() => deliver(id));
    }
  };
  const enter = async (id: string) => {
    const listening = async () => new Set(members.keys());
    const rounds = new ChangeRounds({ id, say, listening, onSilence: (ids) => silent.push(...ids) });
    members.set(id, { rounds, isStuck: false, inbox: [] });
    await rounds.greet();
    await aTurn();
    return rounds;
  };
  return {
    enter,
    silent,
    said,
    /** It is gone without a word. */
    kill: (id: string) => members.delete(id),
    stick: (id: string, isStuck: boolean) => {
      const member = members.get(id);
      if (member) member.isStuck = isStuck;
      deliver(id);
    },
  };
}

/** Whether it has ended by now, without waiting for it. */
async function hasEnded(work: Promise<void>): Promise<boolean> {
  return Promise.race([work.then(() => true), new Promise<boolean>((done) => setTimeout(done, 20, false))]);
}

describe("a change counts everywhere before it is answered", () => {
  it("NB-18: waits until every other process has heard of it", async () => {
    const house = aHouse();
    const a = await house.enter("a");
    await house.enter("b");
    await house.enter("c");
    house.stick("c", true);
    a.note();
    const settled = a.settle();
    expect(await hasEnded(settled)).toBe(false);
    house.stick("c", false);
    await settled;
    expect(house.silent).toEqual([]);
  });

  it("asks nobody where it is alone, or where nothing was changed", async () => {
    const house = aHouse();
    const a = await house.enter("a");
    a.note();
    await a.settle();
    await house.enter("b");
    await a.settle();
    expect(house.said.filter((message) => message.startsWith("ask"))).toEqual([]);
  });

  it("one round serves all who wait; who changes something later waits for the next", async () => {
    const house = aHouse();
    const a = await house.enter("a");
    await house.enter("b");
    house.stick("b", true);
    a.note();
    const first = [a.settle(), a.settle()];
    a.note();
    const second = a.settle();
    expect(await hasEnded(Promise.race([...first, second]))).toBe(false);
    house.stick("b", false);
    await Promise.all([...first, second]);
    expect(house.said.filter((message) => message.startsWith("ask"))).toEqual(["ask a 1", "ask a 2"]);
  });

  it("a process that was killed holds up one answer for a moment, and no other", async () => {
    const house = aHouse();
    const a = await house.enter("a");
    await house.enter("b");
    house.kill("b");
    a.note();
    await a.settle();
    a.note();
    await a.settle();
    expect(house.said.filter((message) => message.startsWith("ask"))).toEqual(["ask a 1"]);
    expect(house.silent).toEqual([]);
  });

  it("one that lives and does not answer is given up after a second, told of, and waited for again when it is back", async () => {
    const house = aHouse();
    const a = await house.enter("a");
    await house.enter("b");
    house.stick("b", true);
    a.note();
    await a.settle();
    expect(house.silent).toEqual(["b"]);
    house.stick("b", false);
    await aTurn();
    a.note();
    house.stick("b", true);
    const settled = a.settle();
    expect(await hasEnded(settled)).toBe(false);
    house.stick("b", false);
    await settled;
  });

  it("one that stops says so, and nobody waits for it", async () => {
    const house = aHouse();
    const a = await house.enter("a");
    const b = await house.enter("b");
    await b.leave();
    await aTurn();
    house.stick("b", true);
    a.note();
    expect(await hasEnded(a.settle())).toBe(true);
  });
});
