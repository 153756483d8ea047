import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** Every source file below a folder, from the root of the repository. */
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.ts$/.test(path))
    .map((path) => `${folder}/${path}`);

// A session begun past signInOrAskCode is refused to who has a second factor (lib/auth/insert-session.ts): they would be
// told of a fault where a code is to be asked for.
it("sessions begin where a code is asked for first; else where a provider or the session there is has shown enough", () => {
  const callers = [...sourcesIn("app"), ...sourcesIn("lib")].filter((path) =>
    /\bstartSession\(/.test(readFileSync(join(ROOT, path), "utf8")),
  );
  expect(callers.sort()).toEqual([
    "app/(entry)/sign-in/openid/callback/route.ts",
    "app/(portal)/settings/account/account.ts", // A changed password: whoever is signed in has shown a code.
    "lib/auth/pass-second-factor.ts",
    "lib/auth/start-session.ts",
  ]);
});
