import { FileType } from "./errno.ts";
import type { GuestMemory } from "./guest-memory.ts";
import type { TreeNode } from "./virtual-tree.ts";

const utf8 = new TextEncoder();

/** `filestat` of a node, or of a standard stream. All times are zero. */
export function writeStat(memory: GuestMemory, at: number, node: TreeNode | null): void {
  memory.bytes.fill(0, at, at + 64);
  memory.setU64(at, 1n);
  memory.setU64(at + 8, node?.inode ?? 0n);
  memory.view.setUint8(at + 16, node ? typeOf(node) : FileType.character);
  memory.setU64(at + 24, 1n);
  memory.setU64(at + 32, BigInt(node ? sizeOf(node) : 0));
}

export function typeOf(node: TreeNode): number {
  switch (node.type) {
    case "folder":
      return FileType.directory;
    case "file":
      return FileType.regular;
    case "link":
      return FileType.link;
  }
}

export function sizeOf(node: TreeNode): number {
  switch (node.type) {
    case "folder":
      return 0;
    case "file":
      return node.length;
    case "link":
      return utf8.encode(node.target).length;
  }
}
