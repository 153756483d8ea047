import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { recordAudit } from "#lib/audit/record-audit.ts";
import { systemViewer } from "#lib/auth/viewer.ts";
import { db } from "#lib/db/database.ts";
import { anOrganization } from "#lib/organization/fixtures.ts";
import { runForCaller } from "./run-for-caller.ts";

it("API-20: each audit row says from where it came, however many requests run at once; what nobody asked for says nothing", async () => {
  const org = await anOrganization();
  const record = (name: string) =>
    db().$transaction((tx) =>
      recordAudit(tx, {
        ...systemViewer(org.id, org.slug),
        action: "organization.changed",
        subject: { kind: "organization", id: org.id, name },
      }),
    );
  const server = createServer((request, response) =>
    runForCaller(request, () => void record(request.url ?? "").then(() => response.end())),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  const clients = Array.from({ length: 20 }, (_, n) => `client-${n}/1.0`);
  const ask = (client: string) =>
    new Promise<void>((done, fail) =>
      get(`http://127.0.0.1:${port}/${client}`, {
        headers: { "User-Agent": `${client}\t${"x".repeat(300)}` },
      })
        .on("response", (answer) => answer.resume().on("end", done))
        .on("error", fail),
    );
  await Promise.all([...clients.map(ask), record("/nobody")]);
  server.closeAllConnections();
  server.close();

  const rows = await db().auditEvent.findMany({ where: { orgId: org.id } });
  const said = Object.fromEntries(
    rows.map(({ subjectName, address, client }) => [subjectName, { address, client }]),
  );
  for (const name of clients)
    expect(said[`/${name}`]).toEqual({
      address: "127.0.0.1",
      client: `${name} ${"x".repeat(300)}`.slice(0, 200),
    });
  expect(said["/nobody"]).toEqual({ address: "", client: "" });
});
