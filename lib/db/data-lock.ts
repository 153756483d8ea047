import { readFileSync } from "node:fs";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";

/** Who holds a data folder: its process, and when that began, because process numbers are used again. */
type Holder = { pid: number; startedAt: string };

export type DataLock = { release: () => Promise<void> };
export type LockOutcome = { kind: "held"; lock: DataLock } | { kind: "taken"; pid: number };

/**
 * Start time of a process in clock ticks since boot (proc(5), stat field 22); empty where there is no /proc. A killed
 * process that nobody has waited for yet (a zombie, state Z) holds nothing any more.
 */
function startedAt(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "ended" : (fields[19] ?? "");
  } catch {
    return "";
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return holder.startedAt === startedAt(holder.pid);
}

function parseHolder(text: string): Holder | null {
  const [pid = "", began = ""] = text.trim().split(" ");
  return /^\d+$/.test(pid) ? { pid: Number(pid), startedAt: began } : null;
}

/** Takes a stale lock out of the way. Only one of several who try moves the file that they all have read. */
async function clearStale(file: string, seen: string): Promise<void> {
  const aside = `${file}.${process.pid}.stale`;
  await rename(file, aside).catch(() => {});
  const moved = await readFile(aside, "utf8").catch(() => seen);
  if (moved === seen) await rm(aside, { force: true });
  else await rename(aside, file); // Another process was quicker and this is its fresh lock: put it back.
}

/**
 * Takes the data folder for this process, so that two servers never share an embedded database. A lock whose holder has
 * died (`kill -9`, power cut) is taken over.
 */
export async function lockDataFolder(dataDir: string): Promise<LockOutcome> {
  await mkdir(dataDir, { recursive: true });
  const file = path.resolve(dataDir, "server.lock");
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      const handle = await open(file, "wx", 0o644);
      await handle.writeFile(`${process.pid} ${startedAt(process.pid)}\n`);
      await handle.close();
      return { kind: "held", lock: { release: () => rm(file, { force: true }) } };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
    const text = await readFile(file, "utf8").catch(() => "");
    const holder = parseHolder(text);
    if (holder && isAlive(holder)) return { kind: "taken", pid: holder.pid };
    // An empty file is a lock being written: look again before calling it stale.
    if (text === "" && tries < 10) await new Promise((done) => setTimeout(done, 20));
    else await clearStale(file, text);
  }
  throw new Error(`The lock ${file} changes hands too quickly; start one server at a time.`);
}
