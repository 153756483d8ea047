import { timingSafeEqual } from "node:crypto";
import { isListening, onChange } from "#lib/db/changes.ts";

/** Tokens of one process that are in use at a time; at 0.5 KB each some 5 MB. */
const MAX_ENTRIES = 10_000;

type Facts = { id: string; orgId: string; parentId: string | null; endsAt: Date | null };
type Entry<F> = { hash: Buffer; facts: F };

/**
 * Tokens that hold, by the hash of their secret, least recently used first. Only found ones are kept: looking up what is
 * wrong, expired or revoked always asks the database, so that all three take the same time (OCI-27) and nobody can fill
 * the memory with guesses. A token leaves when something about it is announced (OCI-33).
 */
export class TokenCache<F extends Facts> {
  readonly #entries = new Map<string, Entry<F>>();
  #changes = 0;

  constructor() {
    onChange((topic) => this.#forget(topic));
  }

  get(hash: string): F | null {
    const entry = this.#entries.get(hash);
    if (!entry || !timingSafeEqual(entry.hash, Buffer.from(hash))) return null;
    this.#entries.delete(hash);
    this.#entries.set(hash, entry);
    return entry.facts;
  }

  /**
   * Asks for what is not kept, and keeps what is found. An answer that was on its way while something changed may be older
   * than the change: it is used once and not kept. Nor is anything kept where nobody listens for changes.
   */
  async load(hash: string, find: (hash: string) => Promise<F | null>): Promise<F | null> {
    const changesBefore = this.#changes;
    const facts = await find(hash);
    if (facts && changesBefore === this.#changes && isListening()) this.#keep(hash, facts);
    return facts;
  }

  drop(hash: string): void {
    this.#entries.delete(hash);
  }

  #keep(hash: string, facts: F): void {
    this.#entries.set(hash, { hash: Buffer.from(hash), facts });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= MAX_ENTRIES) break;
      this.#entries.delete(oldest);
    }
  }

  #forget(topic: string): void {
    const [what, id] = topic.split(":", 2);
    if (topic !== "*" && what !== "token" && what !== "organization") return;
    this.#changes += 1;
    for (const [hash, { facts }] of this.#entries)
      if (topic === "*" || facts.id === id || facts.parentId === id || facts.orgId === id)
        this.#entries.delete(hash);
  }
}
