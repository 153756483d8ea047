import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";
import { describe, expect, it } from "vitest";
import { isProblem } from "#lib/problems/problem.ts";
import { makePackage } from "./make-package.ts";
import { readArchive } from "./read-archive.ts";
import type { FileContent } from "./types.ts";

type Entry = Partial<Header> & { name: string; content?: string | Buffer };

async function tarOf(entries: Entry[]): Promise<Buffer> {
  const tar = pack();
  for (const { content = "", ...header } of entries) tar.entry({ type: "file", ...header }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const archiveOf = async (entries: Entry[]) => gzipSync(await tarOf(entries));

/** A header as a hostile writer makes it: the checksum is right, everything else is as told. */
function rawHeader(name: string, change: (header: Buffer) => void): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, "latin1");
  header.write("0000644\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write("00000000000\0", 124);
  header.write("00000000000\0", 136);
  header.write("ustar\0" + "00", 257, "latin1");
  header[156] = 48;
  change(header);
  header.fill(" ", 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}
const END = Buffer.alloc(1024);
const rawArchive = (...parts: Buffer[]) => gzipSync(Buffer.concat([...parts, END]));
const padded = (text: string) =>
  Buffer.concat([Buffer.from(text), Buffer.alloc(-Buffer.byteLength(text) & 511)]);
function paxRecord(key: string, value: string): Buffer {
  const body = ` ${key}=${value}\n`;
  let length = body.length + 1;
  while (String(length).length + body.length !== length) length += 1;
  return padded(`${length}${body}`);
}
const sized = (bytes: number) => (header: Buffer) => {
  header.write(`${bytes.toString(8).padStart(11, "0")}\0`, 124);
};

async function refusalOf(
  bytes: Buffer | Promise<Buffer>,
  topFolder: "required" | "optional" | "none" = "required",
) {
  try {
    await readArchive(await bytes, { topFolder });
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { code: error.code, text: error.message };
  }
  return null;
}

describe("an honest archive", () => {
  it("PUB-4: comes back file by file, sorted, without the chart's top folder", async () => {
    const archive = await archiveOf([
      { name: "app/templates/", type: "directory" },
      { name: "app/templates/a.yaml", content: "a" },
      { name: "app/Chart.yaml", content: "c" },
      { name: "app/run.sh", content: "#!", mode: 0o755 },
    ]);
    const files = await readArchive(archive, { topFolder: "required" });
    expect(files.map(({ path, bytes, executable }) => [path, bytes.toString(), executable])).toEqual([
      ["Chart.yaml", "c", false],
      ["run.sh", "#!", true],
      ["templates/a.yaml", "a", false],
    ]);
  });

  it("OCI-132: may write its root as a dot", async () => {
    const files = await readArchive(
      await archiveOf([{ name: "./", type: "directory" }, { name: "./a.yaml" }]),
      { topFolder: "none" },
    );
    expect(files.map(({ path }) => path)).toEqual(["a.yaml"]);
  });

  it("PUB-4: may hold long names and names of other scripts", async () => {
    const name = `app/${"d/".repeat(80)}größe-图.yaml`;
    const files = await readArchive(await archiveOf([{ name, content: "x" }]), { topFolder: "required" });
    expect(`app/${files[0]?.path}`).toBe(name);
  });
});

describe("S19, S20, S23: an entry that is refused by name", () => {
  const cases: [string, Entry, RegExp][] = [
    ["an absolute path", { name: "/etc/passwd" }, /absolute/],
    ["a path that leads out", { name: "app/../../x" }, /leads out/],
    ["a drive letter", { name: "C:/x" }, /drive letter/],
    ["a backslash", { name: "app\\x" }, /backslash/],
    ["a control character", { name: "app/a\u0007b" }, /control/],
    ["a line end", { name: "app/a\nb" }, /control/],
    ["a bidirectional character", { name: "app/\u202egpj.exe" }, /bidirectional/],
    [
      "a symbolic link",
      { name: "app/Chart.lock", type: "symlink", linkname: "/etc/passwd" },
      /symbolic link/,
    ],
    ["a hard link", { name: "app/x", type: "link", linkname: "app/y" }, /hard link/],
    ["a character device", { name: "app/x", type: "character-device" }, /device/],
    ["a block device", { name: "app/x", type: "block-device" }, /device/],
    ["a FIFO", { name: "app/x", type: "fifo" }, /FIFO/],
    ["setuid", { name: "app/x", mode: 0o4755 }, /setuid/],
    ["setgid", { name: "app/x", mode: 0o2755 }, /setuid or setgid/],
    ["a part that is too long", { name: `app/${"x".repeat(300)}` }, /longer than 255/],
    ["a path that is too long", { name: `app/${"d/".repeat(600)}x` }, /longer than 1000/],
  ];
  it.each(cases)("refuses %s", async (_what, entry, why) => {
    const refusal = await refusalOf(archiveOf([{ name: "app/Chart.yaml", content: "a: b" }, entry]));
    expect(refusal?.code).toBe("archive_invalid");
    expect(refusal?.text).toMatch(why);
    expect(refusal?.text).toContain(JSON.stringify(entry.name).slice(1, 4));
  });

  it.each([
    ["the same name twice", ["app/Chart.yaml", "app/Chart.yaml"], /twice/],
    ["names that differ in case", ["app/readme.md", "app/README.md"], /only in upper and lower case/],
    ["folders that differ in case", ["app/T/a", "app/t/b"], /only in upper and lower case/],
    ["names that differ in Unicode form", ["app/\u00e9", "app/e\u0301"], /only in upper and lower case/],
    ["a file that is also a folder", ["app/a", "app/a/b"], /a file and a folder/],
    ["a file beside the top folder", ["app/Chart.yaml", "README.md"], /top folder/],
    ["two top folders", ["app/Chart.yaml", "other/Chart.yaml"], /top folder/],
    ["no top folder", ["Chart.yaml"], /top folder/],
  ])("refuses %s", async (_what, names, why) => {
    const refusal = await refusalOf(archiveOf(names.map((name) => ({ name, content: "x" }))));
    expect(refusal).toMatchObject({ code: "archive_invalid", text: expect.stringMatching(why) });
  });

  it("refuses types that nobody knows, such as sparse files", async () => {
    const archive = rawArchive(rawHeader("app/x", (header) => void header.write("S", 156)));
    expect(await refusalOf(archive)).toMatchObject({
      code: "archive_invalid",
      text: expect.stringContaining("not supported"),
    });
  });

  it("refuses a name with a NUL, hidden in an extended header", async () => {
    const record = paxRecord("path", "app/a\0b");
    const archive = rawArchive(
      rawHeader("pax", (header) => {
        header.write("x", 156);
        sized(15 + 3)(header);
      }),
      record,
      rawHeader("app/a", () => {}),
    );
    expect((await refusalOf(archive))?.code).toBe("archive_invalid");
  });
});

describe("S18: archives that are larger than they look", () => {
  it("stops at the first file over 5 MiB, and says so", async () => {
    const refusal = await refusalOf(
      archiveOf([{ name: "app/big", content: Buffer.alloc(5 * 1024 ** 2 + 1) }]),
    );
    expect(refusal).toMatchObject({ code: "too_large", text: expect.stringContaining("app/big") });
    expect(refusal?.text).toContain("5 MiB");
  });

  it("takes a file of exactly 5 MiB", async () => {
    expect(
      await refusalOf(archiveOf([{ name: "app/big", content: Buffer.alloc(5 * 1024 ** 2) }])),
    ).toBeNull();
  });

  it("stops at 100 MiB unpacked, and keeps little of it", async () => {
    const content = Buffer.alloc(5 * 1024 ** 2 - 1);
    const archive = await archiveOf(Array.from({ length: 24 }, (_, at) => ({ name: `app/${at}`, content })));
    expect(archive.length).toBeLessThan(1024 ** 2);
    const refusal = await refusalOf(archive);
    expect(refusal).toMatchObject({ code: "too_large", text: expect.stringContaining("100 MiB") });
  });

  it("stops at 10,000 files", async () => {
    const entries = Array.from({ length: 10_001 }, (_, at) => ({ name: `app/${at}` }));
    expect(await refusalOf(archiveOf(entries))).toMatchObject({
      code: "too_large",
      text: expect.stringContaining("10,000"),
    });
  });

  it("stops at folders and headers without end, which hold no files", async () => {
    const folder = rawHeader("app/d/", (header) => void header.write("5", 156));
    const bomb = gzipSync(Buffer.concat(Array.from({ length: 260_000 }, () => folder)), { level: 1 });
    expect(await refusalOf(bomb)).toMatchObject({ code: "too_large" });
  });

  it("refuses a size that only the extended header tells", async () => {
    const archive = rawArchive(
      rawHeader("pax", (header) => {
        header.write("x", 156);
        sized(10)(header);
      }),
      paxRecord("size", "99"),
      rawHeader("app/x", sized(4)),
      padded("abcd"),
    );
    expect(await refusalOf(archive)).toMatchObject({
      code: "archive_invalid",
      text: expect.stringContaining("size"),
    });
  });

  it("refuses an extended header of many megabytes without keeping it", async () => {
    const archive = rawArchive(
      rawHeader("pax", (header) => {
        header.write("x", 156);
        sized(64 * 1024 ** 2)(header);
      }),
      Buffer.alloc(64 * 1024 ** 2),
    );
    expect((await refusalOf(archive))?.code).toBe("archive_invalid");
  });

  it("needs little time and memory for a bomb of 10 GiB", async () => {
    // One gzip member of 64 MiB of zeroes, told again and again: what is unpacked has no end in sight.
    const member = gzipSync(Buffer.alloc(64 * 1024 ** 2), { level: 9 });
    const bomb = Buffer.concat([
      gzipSync(rawHeader("app/x", sized(4 * 1024 ** 2))),
      ...Array.from({ length: 160 }, () => member),
    ]);
    const before = process.cpuUsage();
    const refusal = await refusalOf(bomb);
    const { user, system } = process.cpuUsage(before);
    expect(refusal?.code).toMatch(/too_large|archive_invalid/);
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});

describe("what is no archive at all", () => {
  it.each([
    ["nothing", Buffer.alloc(0)],
    ["text", Buffer.from("apiVersion: v2\n")],
    ["gzip of text", gzipSync("x".repeat(2000))],
    ["gzip in gzip", gzipSync(gzipSync(Buffer.alloc(4096)))],
    ["an empty archive", gzipSync(END)],
  ])("refuses %s", async (_what, bytes) => {
    expect((await refusalOf(bytes))?.code).toBe("archive_invalid");
  });

  it("refuses an archive that stops half-way", async () => {
    const whole = await archiveOf([{ name: "app/Chart.yaml", content: "x".repeat(100_000) }]);
    for (const end of [whole.length - 1, whole.length - 8, Math.floor(whole.length / 2), 20])
      expect((await refusalOf(whole.subarray(0, end)))?.code).toBe("archive_invalid");
    const tar = gunzipSync(whole);
    expect((await refusalOf(gzipSync(tar.subarray(0, 50_000))))?.code).toBe("archive_invalid");
  });

  it("refuses an archive with a flipped bit", async () => {
    const broken = await archiveOf([{ name: "app/Chart.yaml", content: "x".repeat(1000) }]);
    broken[40] = (broken[40] ?? 0) ^ 0xff;
    expect((await refusalOf(broken))?.code).toBe("archive_invalid");
  });
});

describe("a package that is made here", () => {
  const files: FileContent[] = [
    { path: "templates/b.yaml", bytes: Buffer.from("b"), executable: false },
    { path: "Chart.yaml", bytes: Buffer.from("name: app\n"), executable: false },
    { path: "hooks/run.sh", bytes: Buffer.from("#!/bin/sh\n"), executable: true },
    { path: ".helmignore", bytes: Buffer.from("x\n"), executable: false },
  ];

  it("OCI-134, NB-8: has the same bytes whatever the order of the files, and always this digest", async () => {
    const one = await makePackage(files, "app");
    const other = await makePackage([...files].reverse(), "app");
    expect(one.equals(other)).toBe(true);
    expect(createHash("sha256").update(one).digest("hex")).toMatchInlineSnapshot(
      `"5d3d5bcb4560c474d4e035f784fe8ed1ea76412f9dace903e6da3bb9bd9336b1"`,
    );
  });

  it("OCI-134: says nothing about the machine or the time, in gzip and in tar", async () => {
    const packed = await makePackage(files, "app");
    expect(packed.readUInt32LE(4)).toBe(0);
    expect(packed[3]).toBe(0);
    const tar = gunzipSync(packed);
    expect(tar.toString("latin1", 0, 14)).toBe("app/Chart.yaml");
    expect(Number.parseInt(tar.toString("latin1", 136, 147), 8)).toBe(315_532_800);
    for (const at of [108, 116]) expect(Number.parseInt(tar.toString("latin1", at, at + 6), 8)).toBe(0);
  });

  it("reads back byte for byte", async () => {
    const back = await readArchive(await makePackage(files, "app"), { topFolder: "required" });
    expect(new Map(back.map((file) => [file.path, file]))).toEqual(
      new Map(files.map((file) => [file.path, file])),
    );
  });

  it("holds files larger than a chunk", async () => {
    const large = Array.from({ length: 3 }, (_, at) => ({
      path: `f${at}`,
      bytes: Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 7919 + at) % 251)),
      executable: false,
    }));
    const back = await readArchive(await makePackage(large, null), { topFolder: "none" });
    expect(back.every((file, at) => file.bytes.equals(large[at]?.bytes ?? Buffer.alloc(0)))).toBe(true);
  });
});
