/** A file of a tree, without its bytes. `path` is relative, with `/`; `sha` is git's own blob id, `digest` our blob's. */
export type TreeFile = {
  path: string;
  sizeBytes: number;
  sha: string;
  digest: string;
  executable: boolean;
};

/** Who wrote a commit, as its author and committer lines say it. */
export type CommitAuthor = { name: string; email: string };

/** A commit of one history, as lists read it. */
export type CommitFacts = {
  id: string;
  treeId: string;
  parentId: string | null;
  author: CommitAuthor;
  message: string;
  committedAt: Date;
  /** Counts up along a history, from 1. */
  position: number;
};
