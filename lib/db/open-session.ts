import { Client } from "pg";
import { databaseUrl } from "./database.ts";

/** A connection of its own: for work that needs one session for long, such as a cursor or a lock. Rows are parsed by the caller. */
export type DatabaseSession = {
  query: (text: string, values?: unknown[]) => Promise<{ rows: unknown[]; rowCount: number | null }>;
  /** Ends what is open and gives locks back. */
  close: () => Promise<void>;
};

export async function openSession(): Promise<DatabaseSession> {
  const client = new Client({ connectionString: databaseUrl() });
  // What breaks the connection is told by the query that fails.
  client.on("error", () => {});
  await client.connect();
  return {
    query: async (text, values) => client.query(text, values),
    close: () => client.end(),
  };
}
