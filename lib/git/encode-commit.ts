import type { CommitAuthor } from "./types.ts";

export type CommitParts = {
  treeId: string;
  parentId: string | null;
  author: CommitAuthor;
  /** git keeps whole seconds. */
  committedAt: Date;
  message: string;
};

/** What git itself leaves out of a name or an address: angle brackets, control characters, crud at both ends (ident.c). */
function ident(text: string, fallback: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is taken out.
  const bare = text.replace(/[\u0000-\u001f\u007f<>]/g, "").replace(/^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g, "");
  return bare || fallback;
}

/** Author as the commit object names it, so that what is kept and what is hashed are the same text. */
export function cleanAuthor(author: CommitAuthor): CommitAuthor {
  return { name: ident(author.name, "unknown"), email: ident(author.email, "unknown") };
}

/** Line ends become `\n`, there is no NUL, and exactly one newline ends the message, as `git commit` leaves it. */
export function cleanMessage(message: string): string {
  return `${message.replaceAll("\r\n", "\n").replaceAll("\0", "").trim()}\n`;
}

/** The body of the commit object (gitformat-commit). Author and committer are one; times are UTC. */
export function encodeCommit(parts: CommitParts): Buffer {
  const seconds = Math.floor(parts.committedAt.getTime() / 1000);
  const who = `${parts.author.name} <${parts.author.email}> ${seconds} +0000`;
  const lines = [
    `tree ${parts.treeId}`,
    ...(parts.parentId ? [`parent ${parts.parentId}`] : []),
    `author ${who}`,
    `committer ${who}`,
    "",
    parts.message,
  ];
  return Buffer.from(lines.join("\n"));
}
