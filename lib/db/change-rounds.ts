/** Longest wait for other processes; one that has not answered by then is told of in the log and not waited for again. */
const ANSWER_MS = 1000;
/** After this it is asked who still lives: a process that was killed holds nobody up for longer. */
const DOUBT_MS = 100;

type Surroundings = {
  /** This process. */
  id: string;
  /** Tells all processes something, in the order in which it is said and after what was announced before. */
  say: (message: string) => Promise<unknown>;
  /** Ids of processes that listen just now. */
  listening: () => Promise<Set<string>>;
  /** Hears of processes that did not answer though they listen. */
  onSilence: (ids: string[]) => void;
};

type Round = { number: number; missing: Set<string>; done: () => void };

/**
 * Makes a change count everywhere before it is answered (NB-18, S6): asks the other processes whether they have heard of
 * it and waits until they have. Announcements reach each process in the order of their commits, so whoever answers a
 * question has heard everything that was announced before it. One round serves everybody who waits when it begins.
 */
export class ChangeRounds {
  readonly #around: Surroundings;
  readonly #others = new Set<string>();
  #applied = 0;
  #settled = 0;
  #number = 0;
  #round: Round | null = null;
  #running: Promise<void> | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** This process listens from now on; whoever else does answers that it is there. */
  async greet(): Promise<void> {
    await this.#around.say(`hello ${this.#around.id}`);
  }

  async leave(): Promise<void> {
    await this.#around.say(`bye ${this.#around.id}`);
  }

  /** Something was announced and committed here: the next `settle` has to wait for the others. */
  note(): void {
    this.#applied += 1;
  }

  hear(message: string): void {
    const { id, say } = this.#around;
    const [what, from = "", number, to] = message.split(" ");
    if (from === id) return;
    // Who cannot answer is about to lose the connection, and forgets everything then.
    const reply = (text: string) => void say(text).catch(() => {});
    if (what === "bye") this.#drop(from);
    else this.#others.add(from);
    if (what === "hello") reply(`here ${id}`);
    if (what === "ask") reply(`done ${id} ${number} ${from}`);
    if (what === "done" && to === id && Number(number) === this.#round?.number) this.#answered(from);
  }

  /** Whether the others have heard of everything that was noted. */
  get isSettled(): boolean {
    return this.#settled >= this.#applied;
  }

  /** Returns when every other process has heard what was noted before this call, or has been given up. */
  async settle(): Promise<void> {
    const target = this.#applied;
    while (this.#settled < target) {
      this.#running ??= this.#run().finally(() => {
        this.#running = null;
      });
      await this.#running;
    }
  }

  async #run(): Promise<void> {
    const upTo = this.#applied;
    if (this.#others.size > 0) await this.#ask();
    this.#settled = upTo;
  }

  async #ask(): Promise<void> {
    this.#number += 1;
    const number = this.#number;
    const { promise, resolve } = Promise.withResolvers<void>();
    const round = { number, missing: new Set(this.#others), done: resolve };
    this.#round = round;
    const { id, say, listening, onSilence } = this.#around;
    try {
      await say(`ask ${id} ${number}`);
      if (await isDone(promise, DOUBT_MS)) return;
      const living = await listening();
      for (const other of round.missing) if (!living.has(other)) this.#drop(other);
      if (round.missing.size === 0 || (await isDone(promise, ANSWER_MS))) return;
      onSilence([...round.missing]);
      for (const other of round.missing) this.#drop(other);
    } catch {
      // The database is gone; so is what the others heard from it, and they forget everything when it is back.
    } finally {
      this.#round = null;
    }
  }

  #answered(other: string): void {
    this.#round?.missing.delete(other);
    if (this.#round?.missing.size === 0) this.#round.done();
  }

  #drop(other: string): void {
    this.#others.delete(other);
    this.#answered(other);
  }
}

async function isDone(work: Promise<void>, withinMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), withinMs);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
