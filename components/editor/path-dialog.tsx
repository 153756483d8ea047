"use client";
import { type FormEvent, useState } from "react";
import { Field } from "#components/form/field.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { refusePath } from "./file-path.ts";
import type { Workspace } from "./workspace.ts";

/** What a path is asked for. `path` is where one starts: the folder, or the file's present path. */
export type PathAsk = {
  readonly deed: "new-file" | "new-folder" | "rename" | "duplicate";
  readonly path: string;
  readonly suggested: string;
};

type PathDialogProps = {
  ask: PathAsk;
  workspace: Workspace;
  /** The kustomization that a new file would be listed in; null where there is none. */
  kustomization: string | null;
  onClose: () => void;
  onDone: (path: string, options: { asResource: boolean }) => void;
};

const words = {
  "new-file": { title: "New file", button: "Make file", label: "Path" },
  "new-folder": { title: "New folder", button: "Make folder", label: "Path" },
  rename: { title: "Rename or move", button: "Move", label: "New path" },
  duplicate: { title: "Duplicate", button: "Duplicate file", label: "Path of the copy" },
};

/** Asks for a path, and says at once where one is not possible. Folders in it are made along. */
export function PathDialog({ ask, workspace, kustomization, onClose, onDone }: PathDialogProps) {
  const [path, setPath] = useState(ask.suggested);
  const [wasSent, setWasSent] = useState(false);
  const [asResource, setAsResource] = useState(true);
  const { title, button, label } = words[ask.deed];
  const trimmed = path.trim();
  const isSame = ask.deed === "rename" && trimmed === ask.path;
  const refusal = isSame
    ? null
    : refusePath(workspace, trimmed, ask.deed === "rename" ? ask.path : undefined);
  const touched = wasSent || trimmed !== ask.suggested;
  const offersResource =
    kustomization !== null && ask.deed === "new-file" && /\.ya?ml$/.test(trimmed) && !/patch/.test(trimmed);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setWasSent(true);
    if (refusal) return;
    if (!isSame) onDone(trimmed, { asResource: offersResource && asResource });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={ask.deed === "rename" ? `Rename or move ${ask.path}` : title}
      onSubmit={send}
      foot={
        <>
          <Button tone="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button tone="primary" type="submit">
            {button}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field
          label={label}
          hint="From the root, with slashes. Folders that are not there yet are made."
          error={touched ? refusal : null}
        >
          {(ids) => (
            <Input
              {...ids}
              look="mono"
              autoFocus
              autoComplete="off"
              spellCheck={false}
              value={path}
              onFocus={(event) => selectName(event.target)}
              onChange={(event) => setPath(event.target.value)}
            />
          )}
        </Field>
        {offersResource ? (
          <Checkbox checked={asResource} onCheckedChange={(checked) => setAsResource(checked)}>
            List it under <code>resources</code> of {kustomization}
          </Checkbox>
        ) : null}
      </div>
    </Dialog>
  );
}

/** Selects the name without its ending: what one most often types over. */
function selectName(input: HTMLInputElement): void {
  const start = input.value.lastIndexOf("/") + 1;
  const dot = input.value.lastIndexOf(".");
  input.setSelectionRange(start, dot > start ? dot : input.value.length);
}
