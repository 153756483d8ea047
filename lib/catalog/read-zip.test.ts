import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { isProblem } from "#lib/problems/problem.ts";
import { readZip } from "./read-zip.ts";

type Member = { name: string; content?: string | Buffer; mode?: number; claims?: number; flags?: number };

/** A ZIP archive as some tool, or somebody hostile, writes it (APPNOTE 4.3). */
function zipOf(members: Member[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = "", mode = 0o100644, claims, flags = 0x800 } of members) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(claims ?? bytes.length, 18);
    shared.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), shared, title, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\x01\x02", "latin1"), Buffer.from([20, 3]), shared, tail, title]),
    );
    locals.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, listing, end]);
}

async function refusalOf(bytes: Buffer): Promise<string> {
  try {
    await readZip(bytes, { topFolder: "optional" });
    return "none";
  } catch (error) {
    if (isProblem(error)) return `${error.code} ${error.message}`;
    throw error;
  }
}

describe("PUB-4: a ZIP archive", () => {
  it("comes back file by file, with or without a folder around everything", async () => {
    const members = [
      { name: "app/" },
      { name: "app/b.yaml", content: "b" },
      { name: "app/run.sh", content: "x", mode: 0o100755 },
    ];
    const files = await readZip(zipOf(members), { topFolder: "optional" });
    expect(files.map(({ path, bytes, executable }) => [path, bytes.toString(), executable])).toEqual([
      ["b.yaml", "b", false],
      ["run.sh", "x", true],
    ]);
    const flat = await readZip(zipOf([{ name: "a.yaml" }, { name: "d/b.yaml" }]), { topFolder: "optional" });
    expect(flat.map(({ path }) => path)).toEqual(["a.yaml", "d/b.yaml"]);
  });

  it.each([
    ["a path that leads out", [{ name: "../x" }], "archive_invalid"],
    ["an absolute path", [{ name: "/x" }], "archive_invalid"],
    ["a drive letter", [{ name: "C:/x" }], "archive_invalid"],
    ["a backslash", [{ name: "a\\..\\x" }], "archive_invalid"],
    ["a symbolic link", [{ name: "a", content: "/etc/passwd", mode: 0o120777 }], "symbolic link"],
    ["a device", [{ name: "a", mode: 0o020644 }], "neither a file nor a folder"],
    ["setuid", [{ name: "a", mode: 0o104755 }], "setuid"],
    ["an encrypted member", [{ name: "a", flags: 0x801 }], "encrypted"],
    ["a name twice", [{ name: "a" }, { name: "a" }], "twice"],
    ["names that differ in case", [{ name: "a" }, { name: "A" }], "upper and lower case"],
    ["a control character", [{ name: "a\u0007" }], "control"],
    ["a file over 5 MiB", [{ name: "a", content: Buffer.alloc(5 * 1024 ** 2 + 1) }], "5 MiB"],
    [
      "a size that is a lie",
      [{ name: "a", content: Buffer.alloc(20 * 1024 ** 2), claims: 10 }],
      "archive_invalid",
    ],
    ["a size that is larger than the limit", [{ name: "a", claims: 200 * 1024 ** 2 }], "too_large"],
    ["nothing", [], "holds no files"],
  ])("S18, S19: refuses %s", async (_what, members: Member[], why) => {
    expect(await refusalOf(zipOf(members))).toContain(why);
  });

  it("refuses what is no ZIP archive, and one that stops half-way", async () => {
    expect(await refusalOf(Buffer.from("text"))).toContain("archive_invalid");
    const whole = zipOf([{ name: "a", content: "x".repeat(5000) }]);
    expect(await refusalOf(whole.subarray(0, whole.length - 30))).toContain("archive_invalid");
  });
});
