import { CircleX, Dices, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "#components/ui/icon.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import type { RenderFailure } from "#lib/engine/schema.ts";
import { placeOf, titleOf } from "./say-outcome.ts";
import type { VolatileUse } from "./volatile-functions.ts";

type FailureNoticeProps = {
  failure: RenderFailure;
  /** Older output stands below. */
  isOutputStale: boolean;
  onOpen: (path: string, line?: number, column?: number) => void;
  /** What to do where a limit was met. */
  action?: ReactNode;
};

/** Why the newest files do not render, with the place to go to. */
export function FailureNotice({ failure, isOutputStale, onOpen, action }: FailureNoticeProps) {
  const place = placeOf(failure);
  const { path, line, column } = failure;
  const isLimit = failure.cause === "limit";
  return (
    <div
      role="alert"
      className={
        isLimit
          ? "bg-caution-soft border-line edge edge-caution flex shrink-0 flex-col gap-1 border-b px-3.5 py-2"
          : "bg-danger-soft border-line edge edge-danger flex shrink-0 flex-col gap-1 border-b px-3.5 py-2"
      }
    >
      <div className="flex items-center gap-1.75">
        <Icon of={isLimit ? TriangleAlert : CircleX} tone={isLimit ? "caution" : "danger"} />
        <b>{titleOf(failure)}</b>
        <span className="flex-1" />
        {place !== null && path !== null ? (
          <button
            type="button"
            className="link text-small min-w-0 truncate font-mono"
            onClick={() => onOpen(path, line ?? undefined, column ?? undefined)}
          >
            {place}
          </button>
        ) : null}
      </div>
      <p className="text-command ligatures-none max-h-24 overflow-y-auto font-mono wrap-anywhere whitespace-pre-wrap">
        {failure.message}
      </p>
      {isOutputStale ? (
        <p className="text-ink-muted text-small">Below is the last output that rendered.</p>
      ) : null}
      {action}
    </div>
  );
}

type VolatileNoticeProps = {
  uses: readonly VolatileUse[];
  isFrozen: boolean;
  onOpen: (path: string, line?: number) => void;
};

/** Functions that give something else at each render, and where they stand. */
export function VolatileNotice({ uses, isFrozen, onOpen }: VolatileNoticeProps) {
  if (uses.length === 0) return null;
  const names = [...new Set(uses.map(({ name }) => name))];
  return (
    <details className="border-line bg-surface text-small shrink-0 border-b">
      <summary className="text-ink-muted hover:text-ink flex min-h-7 cursor-pointer items-center gap-1.75 px-3.5">
        <Icon of={Dices} size="badge" tone={isFrozen ? "muted" : "caution"} />
        <span className="min-w-0 truncate">
          <span className="font-mono">{names.join(", ")}</span>{" "}
          {isFrozen
            ? "held still: repeatable"
            : `${names.length === 1 ? "differs" : "differ"} from run to run`}
        </span>
        <span className="text-ink-faint">
          {uses.length} {uses.length === 1 ? "place" : "places"}
        </span>
      </summary>
      <ul className="flex max-h-28 flex-col gap-1 overflow-y-auto px-3.5 pt-0.5 pb-2 pl-8.5">
        {uses.map(({ name, path, line }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one name may stand twice on a line
          <li key={at} className="flex gap-2">
            <span className="font-mono">{name}</span>
            <TextButton onClick={() => onOpen(path, line)}>
              {path}:{line}
            </TextButton>
          </li>
        ))}
      </ul>
    </details>
  );
}
