import { Errno, FileType } from "./errno.ts";
import { sizeOf, typeOf, writeStat } from "./file-stat.ts";
import type { GuestMemory } from "./guest-memory.ts";
import { type OpenNode, ROOT_FD } from "./open-files.ts";
import type { TreeNode } from "./virtual-tree.ts";
import type { WasiCall, WasiHost } from "./wasi-host.ts";

const ALL_RIGHTS = 0x1fffffffn;
const FROM_START = 0;
const FROM_HERE = 1;

const utf8 = new TextEncoder();
/** The head of an entry of a listing, written anew for each. */
const headBytes = new Uint8Array(24);
const head = new DataView(headBytes.buffer);

/** Reads, writes and questions about what is open. */
export function fileCalls(host: WasiHost): Record<string, WasiCall> {
  const memory = () => host.memory();
  const files = () => host.run().files;
  const done = (at: number, value: number) => {
    memory().setU32(at, value);
    return Errno.ok;
  };

  return {
    fd_prestat_get: (fd: number, into: number) => {
      if (fd !== ROOT_FD) return Errno.badf;
      memory().setU32(into, 0);
      return done(into + 4, 1);
    },
    fd_prestat_dir_name: (fd: number, into: number, length: number) => {
      if (fd !== ROOT_FD) return Errno.badf;
      memory().writeText(into, length, "/");
      return Errno.ok;
    },
    fd_fdstat_get: (fd: number, into: number) => {
      const file = files().get(fd);
      if (!file) return Errno.badf;
      const { view } = memory();
      view.setUint8(into, file.kind === "stream" ? FileType.character : typeOf(file.node));
      view.setUint16(into + 2, file.kind === "stream" ? 0 : file.flags, true);
      view.setBigUint64(into + 8, ALL_RIGHTS, true);
      view.setBigUint64(into + 16, ALL_RIGHTS, true);
      return Errno.ok;
    },
    fd_fdstat_set_flags: (fd: number, flags: number) => {
      const file = files().get(fd);
      if (file?.kind === "node") file.flags = flags;
      return file ? Errno.ok : Errno.badf;
    },
    fd_filestat_get: (fd: number, into: number) => {
      const file = files().get(fd);
      if (!file) return Errno.badf;
      writeStat(memory(), into, file.kind === "stream" ? null : file.node);
      return Errno.ok;
    },
    fd_filestat_set_size: (fd: number, size: bigint) => {
      const file = files().node(fd);
      if (file?.node.type !== "file" || !file.mayWrite) return Errno.badf;
      host.run().countWritten(Number(size));
      files().tree.own(file.node, Number(size));
      file.node.bytes.fill(0, Number(size));
      file.node.length = Number(size);
      return Errno.ok;
    },
    fd_close: (fd: number) => files().close(fd),
    fd_seek: (fd: number, offset: bigint, whence: number, into: number) => {
      const file = files().get(fd);
      if (!file) return Errno.badf;
      if (file.kind === "stream") return Errno.spipe;
      const from = whence === FROM_START ? 0 : whence === FROM_HERE ? file.position : sizeOf(file.node);
      const position = from + Number(offset);
      if (position < 0) return Errno.inval;
      file.position = position;
      memory().setU64(into, BigInt(position));
      return Errno.ok;
    },
    fd_tell: (fd: number, into: number) => {
      const file = files().node(fd);
      if (!file) return Errno.badf;
      memory().setU64(into, BigInt(file.position));
      return Errno.ok;
    },
    fd_read: (fd: number, slices: number, count: number, into: number) => {
      const file = files().get(fd);
      if (!file) return Errno.badf;
      if (file.kind === "stream") return fd === 0 ? done(into, readInput(slices, count)) : Errno.badf;
      if (file.node.type !== "file") return Errno.isdir;
      const length = read(file.node, file.position, slices, count);
      file.position += length;
      return done(into, length);
    },
    fd_pread: (fd: number, slices: number, count: number, offset: bigint, into: number) => {
      const file = files().node(fd);
      if (!file) return Errno.badf;
      if (file.node.type !== "file") return Errno.isdir;
      return done(into, read(file.node, Number(offset), slices, count));
    },
    fd_write: (fd: number, slices: number, count: number, into: number) => {
      const file = files().get(fd);
      if (!file) return Errno.badf;
      if (file.kind === "stream")
        return fd === 1 || fd === 2 ? done(into, print(fd, slices, count)) : Errno.badf;
      if (file.node.type !== "file" || !file.mayWrite) return Errno.badf;
      if (file.isAppending) file.position = file.node.length;
      const length = write(file.node, file.position, slices, count);
      file.position += length;
      return done(into, length);
    },
    fd_pwrite: (fd: number, slices: number, count: number, offset: bigint, into: number) => {
      const file = files().node(fd);
      if (file?.node.type !== "file" || !file.mayWrite) return Errno.badf;
      return done(into, write(file.node, Number(offset), slices, count));
    },
    fd_readdir: (fd: number, into: number, length: number, cookie: bigint, used: number) => {
      const folder = files().node(fd);
      if (folder?.node.type !== "folder") return folder ? Errno.notdir : Errno.badf;
      return done(used, writeListing(memory(), folder, into, length, Number(cookie)));
    },
    fd_sync: () => Errno.ok,
    fd_datasync: () => Errno.ok,
    fd_advise: () => Errno.ok,
    fd_fdstat_set_rights: () => Errno.ok,
    fd_filestat_set_times: () => Errno.ok,
    fd_allocate: () => Errno.nosys,
    fd_renumber: () => Errno.nosys,
  };

  function readInput(slices: number, count: number): number {
    let total = 0;
    for (const slice of memory().slices(slices, count)) {
      const part = host.run().readInput(slice.length);
      slice.set(part);
      total += part.length;
    }
    return total;
  }

  function read(node: Extract<TreeNode, { type: "file" }>, from: number, slices: number, count: number) {
    let at = from;
    for (const slice of memory().slices(slices, count)) {
      const part = node.bytes.subarray(Math.min(at, node.length), Math.min(at + slice.length, node.length));
      slice.set(part);
      at += part.length;
    }
    return at - from;
  }

  function print(stream: 1 | 2, slices: number, count: number): number {
    let total = 0;
    for (const slice of memory().slices(slices, count)) {
      host.run().print(stream, slice);
      total += slice.length;
    }
    return total;
  }

  function write(node: Extract<TreeNode, { type: "file" }>, from: number, slices: number, count: number) {
    let at = from;
    for (const slice of memory().slices(slices, count)) {
      const end = at + slice.length;
      host.run().countWritten(Math.max(end - node.length, 0));
      files().tree.own(node, end);
      node.bytes.set(slice, at);
      node.length = Math.max(node.length, end);
      at = end;
    }
    return at - from;
  }
}

/** Writes as many entries as fit from the one that `cookie` counts to; the last may be cut, and is then asked for again. */
function writeListing(memory: GuestMemory, folder: OpenNode, into: number, length: number, cookie: number) {
  if (folder.node.type !== "folder") return 0;
  if (cookie === 0 || !folder.listing)
    folder.listing = Array.from(folder.node.children, ([name, node]) => ({ name: utf8.encode(name), node }));
  const { listing } = folder;
  const { bytes } = memory;
  let used = 0;
  for (let index = cookie; index < listing.length && used < length; index += 1) {
    const { name, node } = listing[index] ?? { name: new Uint8Array(), node: folder.node };
    head.setBigUint64(0, BigInt(index + 1), true);
    head.setBigUint64(8, node.inode, true);
    head.setUint32(16, name.length, true);
    head.setUint8(20, typeOf(node));
    used += copyInto(bytes, headBytes, into + used, length - used);
    used += copyInto(bytes, name, into + used, length - used);
  }
  return used;
}

/** Copies as much as there is room for. @returns how much that is */
function copyInto(memory: Uint8Array, part: Uint8Array, at: number, room: number): number {
  memory.set(part.length <= room ? part : part.subarray(0, room), at);
  return Math.min(part.length, room);
}
