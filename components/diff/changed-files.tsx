import { Check } from "lucide-react";
import { Icon } from "#components/ui/icon.tsx";
import { ChangeLetter } from "./change-letter.tsx";
import type { ChangedFile } from "./changed-file.ts";

type ChangedFilesProps = {
  files: readonly ChangedFile[];
  label: string;
  titleOf?: ((path: string) => string) | undefined;
  seen?: ReadonlySet<string> | undefined;
  onGo: (path: string) => void;
};

const groups = [
  { change: "modified", title: "Changed" },
  { change: "added", title: "Added" },
  { change: "renamed", title: "Renamed" },
  { change: "removed", title: "Removed" },
] as const;

/** The files of a comparison, by what became of them; a press goes to the file. */
export function ChangedFiles({ files, label, titleOf, seen, onGo }: ChangedFilesProps) {
  return (
    <nav aria-label={label} className="py-2">
      {groups.map(({ change, title }) => {
        const own = files.filter((file) => file.change === change);
        if (own.length === 0) return null;
        return (
          <div key={change}>
            <h4 className="text-ink-muted text-small px-3 pt-2 pb-0.5 font-semibold">
              {title} <span className="font-regular text-ink-faint">{own.length}</span>
            </h4>
            <ul>
              {own.map((file) => (
                <li key={file.path}>
                  <button
                    type="button"
                    onClick={() => onGo(file.path)}
                    title={file.path}
                    className="hover:bg-hover flex min-h-7 w-full items-center gap-1.75 px-3 text-left"
                  >
                    <ChangeLetter change={file.change} />
                    <span className="min-w-0 flex-1 truncate">{titleOf?.(file.path) ?? file.path}</span>
                    {seen?.has(file.path) ? (
                      <Icon of={Check} size="badge" tone="positive" label="seen" />
                    ) : null}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
