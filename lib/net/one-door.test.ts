import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";

const reportSchema = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

/** @returns the files of this tree that the linter finds a second door in */
function findDoors(files: Record<string, string>): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "chartroom-doors-"));
  cpSync("biome.json", path.join(folder, "biome.json"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const flags = ["lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=none", "."];
  const run = spawnSync(path.resolve("node_modules/.bin/biome"), flags, { cwd: folder, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  const { diagnostics } = reportSchema.parse(JSON.parse(run.stdout));
  const found = diagnostics.filter(({ category }) => /noRestricted(Globals|Imports)$/.test(category));
  return found.map(({ location }) => location.path.replace(/^\.\//, ""));
}

const SECOND_DOORS = [
  "export const a = await fetch('http://a.example');",
  "export const a = new WebSocket('ws://a.example');",
  "export const a = new EventSource('http://a.example');",
  "export const a = new XMLHttpRequest();",
  "import { request } from 'node:http';\nexport const a = request;",
  "import http from 'node:http';\nexport const a = http;",
  "import * as http from 'node:http';\nexport const a = http;",
  "export const a = () => import('node:http');",
  "import { get } from 'node:https';\nexport const a = get;",
  "import { Agent } from 'node:https';\nexport const a = Agent;",
  "import { connect } from 'node:http2';\nexport const a = connect;",
  "import { connect } from 'node:net';\nexport const a = connect;",
  "import { Socket } from 'node:net';\nexport const a = new Socket();",
  "import { connect } from 'node:tls';\nexport const a = connect;",
  "import { createSocket } from 'node:dgram';\nexport const a = createSocket;",
  "import { lookup } from 'node:dns';\nexport const a = lookup;",
  "import { lookup } from 'node:dns/promises';\nexport const a = lookup;",
];

it("CAT-3: a second door does not pass the build", () => {
  const planted: Record<string, string> = {};
  for (const [nth, text] of SECOND_DOORS.entries())
    for (const place of ["lib/catalog", "app/settings", "bin", "components/catalog"])
      planted[`${place}/bad-${nth}.ts`] = text;
  const found = new Set(findDoors(planted));
  expect(Object.keys(planted).filter((file) => !found.has(file))).toEqual([]);
});

it("CAT-3: lib/net may open connections, and serving is not asking", () => {
  const found = findDoors({
    "lib/net/good.ts": SECOND_DOORS.join("\n").replaceAll(/export const a =/g, "export const a ="),
    "lib/net/fetching.ts": SECOND_DOORS[0] ?? "",
    "server.ts":
      "import { createServer, type IncomingMessage } from 'node:http';\nexport const a = createServer;\nexport type A = IncomingMessage;",
    "lib/http/good.ts": "import { isIP } from 'node:net';\nexport const a = isIP;",
  });
  expect(found).toEqual([]);
});

// What the linter does not see: the same through an object that has everything.
const HIDDEN =
  /\b(globalThis|window|self|global)\s*(\?\.|\.|\[)\s*["'`]?(fetch|WebSocket|EventSource|XMLHttpRequest)\b|\b(require|getBuiltinModule)\w*\(\s*["'`](node:)?(https?|http2|net|tls|dgram|dns|undici)\b/;

it("CAT-3: no file hides a second door", () => {
  for (const hidden of [
    "globalThis.fetch(x)",
    'globalThis["fetch"](x)',
    "window?.fetch(x)",
    "process.getBuiltinModule('http')",
    "require('net')",
  ])
    expect(HIDDEN.test(hidden)).toBe(true);
  const files = globSync(["{app,bin,components,lib}/**/*.{ts,tsx}", "*.ts"], {
    exclude: ["lib/db/generated/**", "lib/net/**", "**/*.test.ts"],
  });
  expect(files.length).toBeGreaterThan(500);
  expect(files.filter((file) => HIDDEN.test(readFileSync(file, "utf8")))).toEqual([]);
});
