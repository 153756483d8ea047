import { globSync, readFileSync } from "node:fs";

type Process = { pid: number; parent: number; command: string };

function readProcesses(): Process[] {
  return globSync("/proc/[0-9]*").flatMap((folder) => {
    try {
      const stat = readFileSync(`${folder}/stat`, "utf8");
      const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
      const command = readFileSync(`${folder}/cmdline`, "utf8").replaceAll("\0", " ");
      return [{ pid: Number(folder.slice("/proc/".length)), parent, command }];
    } catch {
      return []; // It ended while we looked.
    }
  });
}

/** A process and all below it. */
export function family(root: number): Process[] {
  const all = readProcesses();
  const found = all.filter((one) => one.pid === root);
  for (const one of found) found.push(...all.filter((other) => other.parent === one.pid));
  return found;
}

/** Memory that only this process holds and its share of what it has in common with others (PSS), in bytes. */
export function memoryBytes(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
}

/** The process that runs server.ts; `chartroom start` only waits for it. */
export function serverPid(root: number): number {
  const found = family(root).find((one) => one.command.includes("server.ts"));
  return found?.pid ?? root;
}

export function memoryOf(root: number): { serverBytes: number; postgresBytes: number } {
  const serverBytes = memoryBytes(serverPid(root));
  const postgres = family(root).filter((one) => one.command.includes("postgres"));
  return { serverBytes, postgresBytes: postgres.reduce((sum, one) => sum + memoryBytes(one.pid), 0) };
}

/** Time that a process has had of a processor, in milliseconds (proc(5): utime and stime, in hundredths of a second); 0 where it has ended. */
export function cpuMs(pid: number): number {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return 0; // PostgreSQL's helpers come and go.
  }
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The most memory that a process held while this ran, looked at ten times a second, in bytes. */
export async function peakWhile<T>(
  pid: number,
  run: () => Promise<T>,
): Promise<{ result: T; peakBytes: number }> {
  let peakBytes = memoryBytes(pid);
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, memoryBytes(pid));
  }, 100);
  try {
    return { result: await run(), peakBytes };
  } finally {
    clearInterval(look);
  }
}
