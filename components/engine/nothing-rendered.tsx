import { PackageOpen } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import type { Nothing } from "./why-nothing.ts";

type NothingProps = { nothing: Nothing; onOpen: (path: string, line?: number) => void };

/** Stands where the output would: there is none. */
export function NothingRendered({ nothing, onOpen }: NothingProps) {
  return (
    <EmptyState title="Renders to nothing" framed={false}>
      <p>
        {nothing.reason} {nothing.advice}
      </p>
      {nothing.places.length > 0 ? (
        <div className="mt-2.5">
          <Places nothing={nothing} onOpen={onOpen} />
        </div>
      ) : null}
    </EmptyState>
  );
}

/** Stands above an output that holds no object: comments, or something else than Kubernetes takes. */
export function NoObjectNotice({ nothing, onOpen }: NothingProps) {
  return (
    <div
      role="status"
      className="bg-caution-soft border-line edge edge-caution flex shrink-0 flex-col gap-1 border-b px-3.5 py-2"
    >
      <div className="flex items-center gap-1.75">
        <Icon of={PackageOpen} tone="caution" />
        <b>No object in the output</b>
      </div>
      <p className="text-small">
        {nothing.reason} {nothing.advice}
      </p>
      {nothing.places.length > 0 ? (
        <div className="text-small max-h-28 overflow-y-auto">
          <Places nothing={nothing} onOpen={onOpen} />
        </div>
      ) : null}
    </div>
  );
}

function Places({ nothing, onOpen }: NothingProps) {
  return (
    <ul className="flex flex-col gap-1">
      {nothing.places.map(({ path, line, condition }) => (
        <li key={path} className="flex flex-wrap items-center gap-x-2">
          <Icon of={PackageOpen} size="badge" tone="faint" />
          <TextButton onClick={() => onOpen(path, line)}>{path}</TextButton>
          {condition === null ? null : (
            <code className="text-command font-mono wrap-anywhere">{condition}</code>
          )}
        </li>
      ))}
    </ul>
  );
}
