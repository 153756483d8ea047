import type { ServerResponse } from "node:http";

/** Requests that were taken on and are not answered yet; a server that stops waits for them. */
export class InFlight {
  readonly #responses = new Set<ServerResponse>();
  #whenEmpty: (() => void) | null = null;

  add(response: ServerResponse): void {
    this.#responses.add(response);
    response.on("close", () => {
      this.#responses.delete(response);
      if (this.#responses.size === 0) this.#whenEmpty?.();
    });
  }

  /** Settles when all are answered or cut, and after `limitMs` at the latest. */
  async ended(limitMs: number): Promise<void> {
    if (this.#responses.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#whenEmpty = resolve;
    const timer = setTimeout(resolve, limitMs);
    await promise;
    clearTimeout(timer);
  }
}
