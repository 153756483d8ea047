#!/usr/bin/env node
import { DiskRefusal } from "#lib/engine/disk/disk-refusal.ts";
import { SettingsError } from "#lib/env/env.ts";
import { isProblem } from "#lib/problems/problem.ts";
import { BackupRefused } from "#lib/upkeep/backup-refused.ts";
import type { Command } from "./command.ts";

/** Loaded when asked for: `--help` needs no database driver. */
const COMMANDS: Record<string, { summary: string; load: () => Promise<Command> }> = {
  start: { summary: "start the server (what npm start does)", load: () => import("./start.ts") },
  "user create": {
    summary: "make a user, or a new link for a lost password",
    load: () => import("./user-create.ts"),
  },
  "user sign-in-link": {
    summary: "make a link that signs a member in once",
    load: () => import("./user-sign-in-link.ts"),
  },
  "user forget-openid": {
    summary: "let go what an OpenID provider calls a member",
    load: () => import("./user-forget-openid.ts"),
  },
  "user reset-second-factor": {
    summary: "take a lost second factor away",
    load: () => import("./user-reset-second-factor.ts"),
  },
  "token create": {
    summary: "make a registry token or an API token",
    load: () => import("./token-create.ts"),
  },
  "org create": {
    summary: "make another organization, and a link for its first owner",
    load: () => import("./org-create.ts"),
  },
  render: {
    summary: "print what helm template or kustomize build prints for a folder or package",
    load: () => import("./render.ts"),
  },
  lint: { summary: "print what helm lint prints; no server is needed", load: () => import("./lint.ts") },
  collect: {
    summary: "take away what nothing uses any more",
    load: () => import("./collect.ts"),
  },
  reseal: {
    summary: "seal kept secrets anew with the newest key",
    load: () => import("./reseal.ts"),
  },
  export: {
    summary: "write everything of one organization into a tar",
    load: () => import("./export.ts"),
  },
  backup: {
    summary: "write everything that is kept into one file",
    load: () => import("./backup.ts"),
  },
  restore: {
    summary: "put a backup back, into an empty data folder",
    load: () => import("./restore.ts"),
  },
  verify: {
    summary: "check every blob, package, manifest, commit and the audit log",
    load: () => import("./verify.ts"),
  },
};

function help(): string {
  const width = Math.max(...Object.keys(COMMANDS).map((name) => name.length));
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    "Usage: chartroom <command> [flags]",
    "",
    ...lines,
    "",
    "chartroom <command> --help tells the flags of one command. Settings come from the environment: docs/configuration.md.",
  ].join("\n");
}

/** `user create` is one command of two words. @returns its name and what follows */
function findCommand(args: string[]): [string, string[]] | null {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(" ");
    if (name in COMMANDS) return [name, args.slice(words)];
  }
  return null;
}

async function main(args: string[]): Promise<number> {
  const found = findCommand(args);
  const asksHelp = args.length === 0 || args[0] === "--help" || args[0] === "help";
  if (!found) {
    if (asksHelp) console.log(help());
    else console.error(`There is no command "${args.slice(0, 2).join(" ")}".\n\n${help()}`);
    return asksHelp ? 0 : 2;
  }
  const [name, rest] = found;
  const command = await COMMANDS[name]?.load();
  if (!command) return 2;
  if (rest.includes("--help")) {
    console.log(command.usage);
    return 0;
  }
  return command.run(rest);
}

/** What a person at a terminal can act on: our own sentences; the stack only for faults. */
function explain(error: unknown): string {
  if (isProblem(error)) return [error.message, error.details.hint].filter(Boolean).join("\n");
  if (error instanceof BackupRefused) return error.message;
  if (error instanceof SettingsError) return error.message;
  if (error instanceof DiskRefusal) return `Error: ${error.message}`;
  if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
    return `${error.message} (--help tells the flags)`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
