import { useCallback, useState } from "react";
import type { EditorDoors } from "./editor-doors.ts";
import { changeFiles } from "./editor-state.ts";
import type { EditorStore } from "./editor-store.ts";
import { type KeptCopy, workspaceOf } from "./kept-copy.ts";
import { openConflicts } from "./save-draft.ts";
import type { OpenConflicts } from "./use-draft-save.ts";
import { openWorkspace, unsavedChanges } from "./workspace.ts";

/**
 * What to do with unsaved work of an earlier visit: it is put back at once, and can be dropped. Where the draft has moved on
 * since, the files changed on both sides are asked about.
 */
export function useReturnedCopy(
  store: EditorStore,
  doors: EditorDoors,
  isReadOnly: boolean,
  meet: (conflict: OpenConflicts) => void,
) {
  const [returned, setReturned] = useState<{ keptAt: number; changeCount: number } | null>(null);

  const onReturn = useCallback(
    (copy: KeptCopy) => {
      const kept = workspaceOf(copy);
      const changeCount = unsavedChanges(kept).size;
      if (isReadOnly || changeCount === 0) return;
      const { workspace } = store.get();
      const newer = { commit: workspace.commit, files: [...workspace.saved.values()] };
      store.update((state) => ({
        ...changeFiles(state, () => kept),
        savedTexts: new Map([...state.savedTexts, ...copy.baseTexts]),
      }));
      setReturned({ keptAt: copy.keptAt, changeCount });
      if (copy.commit === newer.commit) return;
      void openConflicts(store, doors, newer).then((conflicts) =>
        meet({ kind: "conflict", newer, conflicts }),
      );
    },
    [store, doors, isReadOnly, meet],
  );

  const discard = () => {
    store.update((state) => changeFiles(state, (now) => openWorkspace(now.commit, [...now.saved.values()])));
    setReturned(null);
  };

  return { returned, onReturn, discard, keep: () => setReturned(null) };
}
