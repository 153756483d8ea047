import type { TreeEntry } from "../types.ts";
import { Errno } from "./errno.ts";

/** A folder, a file or a link of a virtual tree. A node knows its folder, so that `..` costs nothing. */
export type TreeNode = FolderNode | FileNode | LinkNode;
export type FolderNode = {
  type: "folder";
  inode: bigint;
  parent: FolderNode | null;
  children: Map<string, TreeNode>;
};
/** `bytes` belong to whoever mounted them until they are written to: `isOwn` then says that they are a copy. */
export type FileNode = {
  type: "file";
  inode: bigint;
  parent: FolderNode;
  bytes: Uint8Array;
  length: number;
  isOwn: boolean;
};
/** Where `within` is set, the link leads nowhere unless its target lies in that folder. */
type LinkNode = {
  type: "link";
  inode: bigint;
  parent: FolderNode;
  target: string;
  within: FolderNode | null;
};

/** What a path leads to: a node, or the folder in which it would have to be made, or why there is neither. */
export type Found =
  | { kind: "node"; node: TreeNode; parent: FolderNode | null; name: string }
  | { kind: "free"; parent: FolderNode; name: string }
  | { kind: "none"; errno: Errno };

const MOST_LINKS = 40;
const none = (errno: Errno): Found => ({ kind: "none", errno });

/** Files in memory, with the rules of a file system: all that a module sees. It has `/tmp`, and what is mounted. */
export class VirtualTree {
  readonly root: FolderNode = { type: "folder", inode: 1n, parent: null, children: new Map() };
  #nextInode = 2n;

  constructor() {
    this.makeFolder("/tmp");
  }

  /** Puts an artifact's files under a folder; its links lead to what is in that folder only (ENG-30). */
  mount(folder: string, entries: readonly TreeEntry[]): void {
    const within = this.makeFolder(folder);
    for (const entry of entries) {
      const { parent, name } = this.#place(within, entry.path);
      if ("link" in entry) this.addLink(parent, name, entry.link, within);
      else this.addFile(parent, name, entry.bytes);
    }
  }

  /** Makes a folder and those above it, as far as they are missing. @throws where a file is in the way */
  makeFolder(path: string): FolderNode {
    const { parent, name } = this.#place(this.root, path);
    return name === "" ? parent : this.#enter(parent, name);
  }

  addFile(parent: FolderNode, name: string, bytes: Uint8Array): TreeNode {
    const node: TreeNode = {
      type: "file",
      inode: this.#nextInode++,
      parent,
      bytes,
      length: bytes.length,
      isOwn: false,
    };
    parent.children.set(name, node);
    return node;
  }

  addFolder(parent: FolderNode, name: string): FolderNode {
    const node: FolderNode = { type: "folder", inode: this.#nextInode++, parent, children: new Map() };
    parent.children.set(name, node);
    return node;
  }

  addLink(parent: FolderNode, name: string, target: string, within: FolderNode | null): void {
    parent.children.set(name, { type: "link", inode: this.#nextInode++, parent, target, within });
  }

  /** Follows a path from a folder as POSIX does; nothing leads above the root. */
  find(from: FolderNode, path: string, followLast: boolean, links = { left: MOST_LINKS }): Found {
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    const name = parts.pop();
    const mustBeFolder = /\/\.?$/.test(path);
    let at = path.startsWith("/") ? this.root : from;
    for (const part of parts) {
      const next = this.#step(at, part, links);
      if (typeof next === "number") return none(next);
      at = next;
    }
    if (name === undefined || name === "..") {
      const node = name === undefined ? at : (at.parent ?? at);
      return { kind: "node", node, parent: node.parent, name: "" };
    }
    return this.#findChild(at, name, { isFollowed: followLast || mustBeFolder, mustBeFolder, links });
  }

  #findChild(
    parent: FolderNode,
    name: string,
    how: { isFollowed: boolean; mustBeFolder: boolean; links: { left: number } },
  ): Found {
    const child = parent.children.get(name);
    if (!child) return { kind: "free", parent, name };
    const node = child.type === "link" && how.isFollowed ? this.#follow(child, how.links) : child;
    if (typeof node === "number") return none(node);
    if (how.mustBeFolder && node.type !== "folder") return none(Errno.notdir);
    return { kind: "node", node, parent, name };
  }

  /** One step of a path that goes on after it. */
  #step(at: FolderNode, part: string, links: { left: number }): FolderNode | Errno {
    if (part === "..") return at.parent ?? at;
    const child = at.children.get(part);
    if (!child) return Errno.noent;
    const target = child.type === "link" ? this.#follow(child, links) : child;
    if (typeof target === "number") return target;
    return target.type === "folder" ? target : Errno.notdir;
  }

  #follow(link: LinkNode, links: { left: number }): FileNode | FolderNode | Errno {
    links.left -= 1;
    if (links.left < 0) return Errno.loop;
    const found = this.find(link.parent, link.target, true, links);
    if (found.kind === "none") return found.errno;
    if (found.kind === "free" || found.node.type === "link") return Errno.noent;
    return link.within && !isInside(found.node, link.within) ? Errno.noent : found.node;
  }

  /** A file's bytes, to be written to: what was mounted stays as it was. */
  own(file: FileNode, room: number): void {
    if (file.isOwn && room <= file.bytes.length) return;
    const bytes = new Uint8Array(Math.max(room, file.length, file.isOwn ? file.bytes.length * 2 : 0, 4096));
    bytes.set(file.bytes.subarray(0, file.length));
    file.bytes = bytes;
    file.isOwn = true;
  }

  #place(from: FolderNode, path: string): { parent: FolderNode; name: string } {
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    if (parts.includes("..")) throw new Error(`A mounted path leads out of its folder: ${path}`);
    const name = parts.pop() ?? "";
    return { parent: parts.reduce((folder, part) => this.#enter(folder, part), from), name };
  }

  #enter(parent: FolderNode, name: string): FolderNode {
    const child = parent.children.get(name);
    if (!child) return this.addFolder(parent, name);
    if (child.type !== "folder") throw new Error(`A mounted path has a file for a folder: ${name}`);
    return child;
  }
}

function isInside(node: TreeNode, folder: FolderNode): boolean {
  for (let at: TreeNode | null = node; at; at = at.parent) if (at === folder) return true;
  return false;
}
