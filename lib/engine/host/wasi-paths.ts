import { Errno } from "./errno.ts";
import { writeStat } from "./file-stat.ts";
import type { Found, TreeNode } from "./virtual-tree.ts";
import type { WasiCall, WasiHost } from "./wasi-host.ts";

const FOLLOW = 1;
const OPEN = { create: 1, folder: 2, exclusive: 4, truncate: 8 } as const;
const RIGHT_TO_WRITE = 64n;

/** Calls that name a path. */
export function pathCalls(host: WasiHost): Record<string, WasiCall> {
  const memory = () => host.memory();
  const tree = () => host.run().files.tree;

  return {
    path_open: (
      fd: number,
      lookup: number,
      path: number,
      length: number,
      flags: number,
      rights: bigint,
      _inheriting: bigint,
      fdFlags: number,
      into: number,
    ) => {
      const mayWrite = (rights & RIGHT_TO_WRITE) !== 0n;
      const opened = nodeToOpen(find(fd, path, length, (lookup & FOLLOW) !== 0), flags, mayWrite);
      if (typeof opened === "number") return opened;
      memory().setU32(into, host.run().files.open(opened, { mayWrite, flags: fdFlags }));
      return Errno.ok;
    },
    path_filestat_get: (fd: number, lookup: number, path: number, length: number, into: number) =>
      withNode(find(fd, path, length, (lookup & FOLLOW) !== 0), ({ node }) => {
        writeStat(memory(), into, node);
        return Errno.ok;
      }),
    path_readlink: (fd: number, path: number, length: number, into: number, room: number, used: number) =>
      withNode(find(fd, path, length, false), ({ node }) => {
        if (node.type !== "link") return Errno.inval;
        memory().setU32(used, memory().writeText(into, room, node.target));
        return Errno.ok;
      }),
    path_create_directory: (fd: number, path: number, length: number) =>
      withFree(find(fd, path, length, true), ({ parent, name }) => {
        tree().addFolder(parent, name);
        return Errno.ok;
      }),
    path_symlink: (target: number, targetLength: number, fd: number, path: number, length: number) =>
      withFree(find(fd, path, length, false), ({ parent, name }) => {
        tree().addLink(parent, name, memory().readText(target, targetLength), null);
        return Errno.ok;
      }),
    path_unlink_file: (fd: number, path: number, length: number) =>
      withNode(find(fd, path, length, false), ({ node, parent, name }) => {
        if (node.type === "folder") return Errno.isdir;
        parent?.children.delete(name);
        return Errno.ok;
      }),
    path_remove_directory: (fd: number, path: number, length: number) =>
      withNode(find(fd, path, length, false), ({ node, parent, name }) => {
        if (node.type !== "folder") return Errno.notdir;
        if (node.children.size > 0) return Errno.notempty;
        if (!parent || name === "") return Errno.acces;
        parent.children.delete(name);
        return Errno.ok;
      }),
    path_rename: (fd: number, path: number, length: number, toFd: number, toPath: number, toLength: number) =>
      withNode(find(fd, path, length, false), ({ node, parent, name }) => {
        const to = find(toFd, toPath, toLength, false);
        if (to.kind === "none") return to.errno;
        if (!parent || !to.parent || to.name === "" || name === "") return Errno.acces;
        parent.children.delete(name);
        to.parent.children.set(to.name, node);
        node.parent = to.parent;
        return Errno.ok;
      }),
    path_filestat_set_times: () => Errno.ok,
    path_link: () => Errno.nosys,
  };

  function find(fd: number, path: number, length: number, followLast: boolean): Found {
    const from = host.run().files.node(fd)?.node;
    if (from?.type !== "folder") return { kind: "none", errno: from ? Errno.notdir : Errno.badf };
    return tree().find(from, memory().readText(path, length), followLast);
  }

  /** @returns what to open, made where it is asked for, or why it cannot be */
  function nodeToOpen(found: Found, flags: number, mayWrite: boolean): TreeNode | Errno {
    const has = (flag: number) => (flags & flag) !== 0;
    switch (found.kind) {
      case "none":
        return found.errno;
      case "free":
        if (!has(OPEN.create) || has(OPEN.folder)) return Errno.noent;
        return tree().addFile(found.parent, found.name, new Uint8Array());
      case "node":
        return has(OPEN.create) && has(OPEN.exclusive)
          ? Errno.exist
          : thereToOpen(found.node, flags, mayWrite);
    }
  }

  function thereToOpen(node: TreeNode, flags: number, mayWrite: boolean): TreeNode | Errno {
    if (node.type === "link") return Errno.loop;
    if (node.type === "folder") return mayWrite ? Errno.isdir : node;
    if ((flags & OPEN.folder) !== 0) return Errno.notdir;
    if ((flags & OPEN.truncate) !== 0) {
      node.length = 0;
      tree().own(node, 0);
    }
    return node;
  }
}

function withNode(found: Found, use: (found: Extract<Found, { kind: "node" }>) => Errno): Errno {
  if (found.kind === "none") return found.errno;
  return found.kind === "node" ? use(found) : Errno.noent;
}

function withFree(found: Found, use: (found: Extract<Found, { kind: "free" }>) => Errno): Errno {
  if (found.kind === "none") return found.errno;
  return found.kind === "free" ? use(found) : Errno.exist;
}
