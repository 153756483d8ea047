import { Errno } from "./errno.ts";
import type { TreeNode, VirtualTree } from "./virtual-tree.ts";

/** One of the three standard streams, or something of the tree that was opened. */
export type OpenFile =
  | { kind: "stream" }
  | {
      kind: "node";
      node: TreeNode;
      position: number;
      mayWrite: boolean;
      isAppending: boolean;
      flags: number;
      /** A folder's children as they were when its listing began. */
      listing: readonly { name: Uint8Array; node: TreeNode }[] | null;
    };
export type OpenNode = Extract<OpenFile, { kind: "node" }>;

/** The one folder that a module is given: the root of its tree. */
export const ROOT_FD = 3;

/** What a module has open, by number. */
export class OpenFiles {
  readonly tree: VirtualTree;
  readonly #files = new Map<number, OpenFile>();
  #next = ROOT_FD + 1;

  constructor(tree: VirtualTree) {
    this.tree = tree;
    for (const fd of [0, 1, 2]) this.#files.set(fd, { kind: "stream" });
    this.#files.set(ROOT_FD, openNode(tree.root, { mayWrite: false, flags: 0 }));
  }

  get(fd: number): OpenFile | undefined {
    return this.#files.get(fd);
  }

  node(fd: number): OpenNode | undefined {
    const file = this.#files.get(fd);
    return file?.kind === "node" ? file : undefined;
  }

  open(node: TreeNode, how: { mayWrite: boolean; flags: number }): number {
    const fd = this.#next++;
    this.#files.set(fd, openNode(node, how));
    return fd;
  }

  close(fd: number): Errno {
    return this.#files.delete(fd) ? Errno.ok : Errno.badf;
  }
}

const APPEND = 1;

function openNode(node: TreeNode, how: { mayWrite: boolean; flags: number }): OpenNode {
  return {
    kind: "node",
    node,
    position: 0,
    mayWrite: how.mayWrite,
    isAppending: (how.flags & APPEND) !== 0,
    flags: how.flags,
    listing: null,
  };
}
