/** Error numbers and file types of `wasi_snapshot_preview1`, those that this host answers with. */
export const Errno = {
  ok: 0,
  acces: 2,
  badf: 8,
  exist: 20,
  inval: 28,
  isdir: 31,
  loop: 32,
  noent: 44,
  nosys: 52,
  notdir: 54,
  notempty: 55,
  spipe: 70,
} as const;
export type Errno = (typeof Errno)[keyof typeof Errno];

export const FileType = { character: 2, directory: 3, regular: 4, link: 7 } as const;
