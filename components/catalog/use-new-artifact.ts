"use client";
import { useState } from "react";
import type { ScaffoldTemplate } from "#lib/catalog/schema.ts";
import { useCreateArtifact, useImportUpload, useSaveDraft } from "#lib/catalog/write-client.ts";
import { editorAddress } from "#lib/ids/addresses.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { fieldErrors } from "./field-errors.ts";
import { type Upload, uploadChanges } from "./upload.ts";

export type NewArtifact = {
  name: string;
  project: string;
  description: string;
  start: "scaffold" | "upload" | "nothing";
  scaffold: boolean | ScaffoldTemplate;
  upload: Upload | null;
};

/**
 * Makes an artifact and its first commit. An upload is a second step: where it is refused, the artifact is there with an
 * empty draft, and trying again goes on from there.
 */
export function useNewArtifact(kind: ArtifactKind, ref: { name: string; project: string }) {
  const made = { kind, name: ref.name, project: ref.project || null };
  const create = useCreateArtifact(kind);
  const bringArchive = useImportUpload(made);
  const bringFiles = useSaveDraft(made);
  const [progress, setProgress] = useState<number | null>(null);
  const [isWorking, setIsWorking] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [existing, setExisting] = useState<string | null>(null);

  const bring = async (upload: Upload) => {
    const message = "Add files";
    if (upload.kind === "archive")
      await bringArchive.mutateAsync({
        archive: upload.archive,
        parent: null,
        message,
        onProgress: setProgress,
      });
    else await bringFiles.mutateAsync({ parent: null, message, changes: await uploadChanges(upload.files) });
  };
  const make = async ({
    name,
    project,
    description,
    start,
    scaffold,
    upload,
  }: NewArtifact): Promise<string> => {
    if (start === "upload" && !upload) throw new Error("Choose an archive or a folder first.");
    const address = editorAddress(made);
    if (existing !== address) {
      const begin = start === "scaffold" ? { scaffold } : {};
      await create.mutateAsync({ name, description, ...(project ? { project } : {}), ...begin });
      setExisting(address);
    }
    if (start === "upload" && upload) await bring(upload);
    return address;
  };
  /** @returns the address of its editor; null where it was refused, and `errors` say why */
  const run = async (input: NewArtifact): Promise<string | null> => {
    setIsWorking(true);
    setError(null);
    try {
      return await make(input);
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
      return null;
    } finally {
      setIsWorking(false);
      setProgress(null);
    }
  };
  return { run, isWorking, progress, error, errors: fieldErrors(error) };
}
