"use client";
import { Dialog } from "@base-ui/react/dialog";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { CircleX, Search } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { useKept } from "#components/ui/kept-query.tsx";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { usePageRouter } from "#components/ui/use-page-router.ts";
import { currentBindings } from "./key-center.ts";
import { matchesAll, queryWords } from "./palette-matches.ts";
import { PaletteRow } from "./palette-row.tsx";
import type { PaletteGroup, PaletteItem, PaletteProps } from "./palette-types.ts";
import { useDebounced } from "./use-debounced.ts";
import { useModKey } from "./use-mod-key.ts";

type PaletteDialogProps = PaletteProps & { onClose: () => void };

/** The page's own keys as commands, as they were when the palette opened. */
function pageCommands(): PaletteItem[] {
  return currentBindings()
    .filter((binding) => !binding.keyOnly)
    .map((binding) => ({
      id: `key:${binding.keys}`,
      label: binding.label,
      keyHint: binding.keys,
      run: binding.run,
    }));
}

export function PaletteDialog({ scope, search, commands, onClose }: PaletteDialogProps) {
  const router = usePageRouter();
  const kept = useKept();
  const mod = useModKey();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState("");
  const [here] = useState(pageCommands);
  const mode = text.startsWith(">") ? "commands" : text.startsWith("@") ? "versions" : "all";
  const words = queryWords(text);
  const asked = useDebounced(words.join(" "), 120);
  const found = useQuery({
    queryKey: ["palette", scope, mode, asked],
    queryFn: ({ signal }) => search(asked, mode === "versions" ? "versions" : "all", signal),
    enabled: mode !== "commands",
    placeholderData: keepPreviousData,
    staleTime: 5000,
  });

  const groups = groupsOf(mode, mode === "commands" ? [] : (found.data ?? []), here, commands, words);
  const items = groups.flatMap((group) => group.items);

  function go(item: PaletteItem, newTab: boolean) {
    onClose();
    if (item.href === undefined) item.run?.();
    else if (newTab) window.open(kept(item.href), "_blank", "noopener");
    else router.push(item.href);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    const item = items.find((each) => each.id === chosen);
    if (!item) return;
    event.preventDefault();
    go(item, true);
  }

  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fades bg-shade/46 fixed inset-0 z-40" />
        <Dialog.Popup className="floats neatline w-dialog-wide shadow-float fixed inset-x-0 top-21 z-40 mx-auto max-w-full max-sm:inset-1.5 max-sm:w-auto">
          <Command
            label="Search or jump to"
            shouldFilter={false}
            loop
            value={chosen}
            onValueChange={setChosen}
            onKeyDown={onKeyDown}
            className="flex max-h-120 flex-col max-sm:h-full max-sm:max-h-none"
          >
            <Dialog.Title className="sr-only">Search or jump to</Dialog.Title>
            <div className="border-line flex h-12.5 shrink-0 items-center gap-2.5 border-b px-4">
              {found.isFetching ? <Spinner tone="accent" /> : <Icon of={Search} tone="muted" />}
              <Command.Input
                autoFocus
                value={text}
                onValueChange={setText}
                placeholder="Name, page or command"
                className="text-touch caret-mark h-full min-w-0 flex-1 bg-transparent outline-none"
              />
              <span className="text-ink-muted text-small max-sm:hidden">{scope}</span>
              <KeyHint keys="Esc" />
            </div>
            <Command.List className="min-h-0 flex-1 overflow-y-auto pb-1.5">
              {found.isError && mode !== "commands" ? (
                <p role="alert" className="text-danger flex items-center gap-2 px-4 py-2.5">
                  <Icon of={CircleX} />
                  Could not search: {found.error.message}
                </p>
              ) : null}
              {items.length === 0 && !found.isFetching && !found.isError ? (
                <p className="text-ink-muted px-4 py-6">
                  {words.length > 0
                    ? `Nothing matches “${words.join(" ")}”.`
                    : "Type a name, a page or a command."}
                </p>
              ) : null}
              {groups.map((group) => (
                <Command.Group
                  key={group.heading}
                  heading={
                    <span className="text-ink-muted text-small block px-4 pt-2.25 pb-0.75 font-semibold">
                      {group.heading}
                    </span>
                  }
                >
                  {group.items.map((item) => (
                    <PaletteRow key={item.id} item={item} words={words} onSelect={() => go(item, false)} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
            <div className="border-line bg-surface text-ink-muted text-small flex h-9.5 shrink-0 items-center gap-4 border-t px-4 max-sm:hidden">
              <span className="flex items-center gap-1.5">
                <KeyHint keys="↑ ↓" /> choose
              </span>
              <span className="flex items-center gap-1.5">
                <KeyHint keys="↵" /> open
              </span>
              <span className="flex items-center gap-1.5">
                <KeyHint keys={`${mod} ↵`} /> new tab
              </span>
              <span className="flex-1" />
              <span>
                Type <code className="text-ink font-mono">&gt;</code> for commands,{" "}
                <code className="text-ink font-mono">@</code> for versions
              </span>
            </div>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function groupsOf(
  mode: "all" | "versions" | "commands",
  found: readonly PaletteGroup[],
  here: readonly PaletteItem[],
  commands: readonly PaletteItem[],
  words: readonly string[],
): PaletteGroup[] {
  const fits = (items: readonly PaletteItem[]) => items.filter((item) => matchesAll(item.label, words));
  const own =
    mode === "versions"
      ? []
      : [
          { heading: "On this page", items: fits(here) },
          { heading: "Go to", items: fits(commands) },
        ];
  return [...found, ...own].filter((group) => group.items.length > 0);
}
