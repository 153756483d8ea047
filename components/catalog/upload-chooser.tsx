"use client";
import { FileArchive, FolderOpen } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { useInspectUpload } from "#lib/catalog/write-client.ts";
import type { ArtifactKind } from "#lib/ids/ids.ts";
import { sayBytes } from "./say-bytes.ts";
import { readFolder, suggestedName, type Upload } from "./upload.ts";

type Found = { name: string | null; description: string };
type UploadChooserProps = {
  kind: ArtifactKind;
  onChosen: (upload: Upload | null, found: Found | null) => void;
};

/** Takes an archive or a folder, by button or by drop, and says what is in it before anything is made of it. */
export function UploadChooser({ kind, onChosen }: UploadChooserProps) {
  const inspect = useInspectUpload(kind);
  const archiveInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);

  const takeArchive = (archive: File) => {
    setSaid(null);
    inspect.mutate(
      { archive },
      {
        onSuccess: (found) => {
          const version = found.version ? `, version ${found.version}` : "";
          setSaid(`${archive.name}: ${found.fileCount} files, ${sayBytes(found.sizeBytes)}${version}`);
          onChosen({ kind: "archive", archive }, found);
        },
        onError: () => onChosen(null, null),
      },
    );
  };
  const takeFolder = async (list: FileList) => {
    const upload = readFolder(list);
    if (upload.kind !== "files" || upload.files.length === 0) return;
    inspect.reset();
    const bytes = upload.files.reduce((sum, { file }) => sum + file.size, 0);
    setSaid(`${upload.files.length} files, ${sayBytes(bytes)}`);
    onChosen(upload, { name: await suggestedName(upload.files), description: "" });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file) takeArchive(file);
  };
  return (
    <section
      aria-label="Files"
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={`rounded-panel flex flex-col items-start gap-2.5 border border-dashed px-4 py-4 ${isOver ? "border-accent bg-selected" : "border-control bg-raised"}`}
    >
      <p>
        <b>Drop a .tgz or .zip here</b>, or choose:
      </p>
      <span className="flex flex-wrap gap-2">
        <Button icon={FileArchive} onClick={() => archiveInput.current?.click()}>
          Archive
        </Button>
        <Button icon={FolderOpen} onClick={() => folderInput.current?.click()}>
          Folder
        </Button>
      </span>
      <input
        ref={archiveInput}
        type="file"
        aria-label="Archive"
        accept=".tgz,.gz,.zip,application/gzip,application/zip"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) takeArchive(file);
        }}
      />
      <input
        ref={(input) => {
          folderInput.current = input;
          input?.setAttribute("webkitdirectory", ""); // React has no name for it.
        }}
        type="file"
        aria-label="Folder"
        multiple
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => event.target.files && void takeFolder(event.target.files)}
      />
      <p role="status" className="text-ink-muted text-label">
        {inspect.isPending ? <Spinner label="Reading the archive" /> : said}
      </p>
      {inspect.error ? (
        <Banner tone="danger" live title="These files cannot be taken.">
          {inspect.error.message}
        </Banner>
      ) : (
        <p className="text-ink-muted text-small">
          At most 5 MiB a file, 10,000 files and 100 MiB in all; no links.
        </p>
      )}
    </section>
  );
}
