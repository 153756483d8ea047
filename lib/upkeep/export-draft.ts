import type { Pack } from "tar-stream";
import { encodeLoose } from "#lib/git/encode-loose.ts";
import { readObjects } from "#lib/git/read-objects.ts";
import { type CommitAddress, readTree } from "#lib/git/read-tree.ts";
import { digestSchema } from "#lib/ids/digest.ts";
import { addBlob, addFile } from "./export-tar.ts";

async function addFiles(tar: Pack, folder: string, head: CommitAddress): Promise<void> {
  for (const { path, digest, sizeBytes, executable } of await readTree(head))
    await addBlob(tar, `${folder}/${path}`, {
      digest: digestSchema.parse(digest),
      sizeBytes,
      executable,
    });
}

/** What makes a folder with `objects/` a repository, to `git clone` and everybody (gitrepository-layout). */
const repositoryFiles = (headId: string) => ({
  config: "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n",
  "refs/heads/main": `${headId}\n`,
  HEAD: "ref: refs/heads/main\n",
});

async function addHistory(tar: Pack, folder: string, head: CommitAddress): Promise<void> {
  for await (const object of readObjects(head)) {
    const { path, bytes } = await encodeLoose(object);
    await addFile(tar, `${folder}/${path}`, bytes);
  }
  for (const [path, text] of Object.entries(repositoryFiles(head.commitId)))
    await addFile(tar, `${folder}/${path}`, Buffer.from(text));
}

/** The files of a draft in `folder`, and all of its history in `folder`.git: a bare repository. */
export async function addDraft(tar: Pack, folder: string, head: CommitAddress): Promise<void> {
  await addFiles(tar, folder, head);
  await addHistory(tar, `${folder}.git`, head);
}
