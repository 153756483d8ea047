"use client";
import { type Ref, useImperativeHandle, useState } from "react";
import type { FindingCounts } from "#components/engine/count-findings.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { notify } from "#components/ui/toast.tsx";
import type { ChangeMark } from "./change-marks.ts";
import type { DraftFiles } from "./draft-files.ts";
import type { ArtifactKindName } from "./editor-artifact.ts";
import type { EditorState } from "./editor-state.ts";
import { nameOf, nameOfCopy } from "./file-path.ts";
import { FileTree } from "./file-tree.tsx";
import { kustomizationFor } from "./kustomization-names.ts";
import { type PathAsk, PathDialog } from "./path-dialog.tsx";
import { bytesOf, type DroppedFile, isArchive, readDropped } from "./read-dropped.ts";

/** The same deeds, for what stands elsewhere on the screen. */
export type FilesSideHandle = {
  newFile: () => void;
  chooseFiles: (files: readonly File[]) => void;
  dropFiles: (transfer: DataTransfer) => void;
};

type FilesSideProps = {
  ref: Ref<FilesSideHandle>;
  state: EditorState;
  files: DraftFiles;
  kind: ArtifactKindName;
  marks: ReadonlyMap<string, ChangeMark>;
  unsaved: ReadonlyMap<string, unknown>;
  problemCounts: ReadonlyMap<string, FindingCounts>;
  readOnly: boolean;
  onOpened: () => void;
  onArchive: (archive: File) => void;
};

/** The tree with its deeds: what is asked before one, and what is said after it. */
export function FilesSide(props: FilesSideProps) {
  const { state, files, readOnly } = props;
  const { workspace } = state;
  const [ask, setAsk] = useState<PathAsk | null>(null);
  const [archive, setArchive] = useState<File | null>(null);

  const askFor = (deed: PathAsk["deed"], path: string, suggested: string) => {
    if (!readOnly) setAsk({ deed, path, suggested });
  };
  const inFolder = (folder: string) => (folder === "" ? "" : `${folder}/`);
  const sayUndone = async (deed: Promise<string | null>, title: string) => {
    const detail = await deed;
    if (detail !== null) notify({ title, detail, tone: "danger" });
  };
  const move = (from: string, to: string) => sayUndone(files.move(from, to), `${nameOf(from)} was not moved`);
  const remove = async (path: string) => {
    if (readOnly || path === "") return;
    const removal = await files.remove(path);
    if (removal.kind === "refused") {
      notify({ title: `${nameOf(path)} was not deleted`, detail: removal.detail, tone: "danger" });
      return;
    }
    const detail = <TextButton onClick={removal.undo}>Undo</TextButton>;
    notify({ title: `${path} is deleted`, detail, tone: "info" });
  };
  const bring = async (dropped: readonly DroppedFile[], folder: string) => {
    const [first] = dropped;
    if (first && dropped.length === 1 && isArchive(first.file.name)) {
      setArchive(first.file);
      return;
    }
    const brought = await Promise.all(dropped.map(bytesOf));
    const refusals = files.bring(brought, folder);
    const count = brought.length - refusals.length;
    if (count > 0) notify({ title: `${count} ${count === 1 ? "file" : "files"} brought in` });
    if (refusals.length > 0) {
      notify({
        title: `${refusals.length} left out`,
        detail: refusals.slice(0, 5).join(" "),
        tone: "danger",
      });
    }
  };
  const dropFiles = (transfer: DataTransfer, folder: string) =>
    void readDropped(transfer).then((found) => bring(found, folder));
  const chooseFiles = (chosen: readonly File[]) =>
    void bring(
      chosen.map((file) => ({ path: file.name, file })),
      "",
    );
  useImperativeHandle(props.ref, () => ({
    newFile: () => askFor("new-file", "", ""),
    chooseFiles,
    dropFiles: (transfer) => dropFiles(transfer, ""),
  }));
  const done = (path: string, { asResource }: { asResource: boolean }) => {
    if (!ask) return;
    const kustomization = asResource ? kustomizationFor(workspace.files.keys(), path) : null;
    switch (ask.deed) {
      case "new-file":
        void sayUndone(
          files.make(path, { kind: "text", text: "" }, kustomization),
          `${nameOf(path)} was not made`,
        );
        return;
      case "new-folder":
        files.makeFolder(path);
        return;
      case "rename":
        void move(ask.path, path);
        return;
      case "duplicate":
        void sayUndone(files.duplicate(ask.path, path), `${nameOf(ask.path)} was not copied`);
    }
  };
  return (
    <>
      <FileTree
        paths={[...workspace.files.keys()]}
        emptyFolders={state.emptyFolders}
        changes={props.marks}
        unsaved={props.unsaved}
        problemCounts={props.problemCounts}
        current={state.tabs.active}
        readOnly={readOnly}
        deeds={{
          onOpen: (path) => {
            files.open(path);
            props.onOpened();
          },
          onMove: (from, to) => void move(from, to),
          onRename: (path) => askFor("rename", path, path),
          onDelete: (path) => void remove(path),
          onDuplicate: (path) =>
            askFor(
              "duplicate",
              path,
              nameOfCopy(path, (name) => workspace.files.has(name)),
            ),
          onNewFile: (folder) => askFor("new-file", folder, inFolder(folder)),
          onNewFolder: (folder) => askFor("new-folder", folder, inFolder(folder)),
          canRestore: (path) => workspace.saved.has(path),
          onRestore: (path) => files.bringBackSaved(path),
          onDropFiles: dropFiles,
          onChooseFiles: chooseFiles,
        }}
      />
      {ask ? (
        <PathDialog
          ask={ask}
          workspace={workspace}
          kustomization={
            props.kind === "kustomize-base" ? kustomizationFor(workspace.files.keys(), ask.path) : null
          }
          onClose={() => setAsk(null)}
          onDone={done}
        />
      ) : null}
      <ConfirmDialog
        open={archive !== null}
        onOpenChange={(open) => open || setArchive(null)}
        tone="primary"
        title={`Take in ${archive?.name ?? "the archive"}`}
        confirmLabel="Replace the draft's files"
        onConfirm={() => {
          if (archive) props.onArchive(archive);
          setArchive(null);
        }}
      >
        Its files become the draft, as one commit. Files that are not in it leave the draft; history keeps
        them.
      </ConfirmDialog>
    </>
  );
}
