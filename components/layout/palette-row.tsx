import { Command } from "cmdk";
import { cx } from "#components/ui/cx.ts";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { sayKeys } from "./key-bindings.ts";
import { labelParts } from "./palette-matches.ts";
import type { PaletteItem } from "./palette-types.ts";
import { useModKey } from "./use-mod-key.ts";

type PaletteRowProps = { item: PaletteItem; words: readonly string[]; onSelect: () => void };

export function PaletteRow({ item, words, onSelect }: PaletteRowProps) {
  const mod = useModKey();
  return (
    <Command.Item
      value={item.id}
      onSelect={onSelect}
      className="data-[selected=true]:bg-selected data-[selected=true]:edge-mark flex min-h-9 cursor-pointer items-center gap-2.75 px-4 max-sm:min-h-11"
    >
      {item.icon ? <span className="text-ink-faint flex">{item.icon}</span> : null}
      <span className={cx("min-w-0 truncate", item.mono && "font-mono text-code ligatures-none")}>
        {labelParts(item.label, words).map((part, place) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one label, always in this order.
            key={place}
            className={part.hit ? "text-mark font-bold" : undefined}
          >
            {part.text}
          </span>
        ))}
        {item.detail ? <span className="text-body text-ink-muted font-sans"> {item.detail}</span> : null}
      </span>
      <span className="text-ink-muted text-label ml-auto flex shrink-0 items-center gap-2">
        {item.after}
        {item.keyHint ? <KeyHint keys={sayKeys(item.keyHint, mod)} /> : null}
      </span>
    </Command.Item>
  );
}
