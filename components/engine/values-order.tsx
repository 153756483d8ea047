"use client";
import { ArrowDown, ArrowUp, GripVertical, Plus, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Field } from "#components/form/field.tsx";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextButton } from "#components/ui/text-button.tsx";

type ValuesOrderProps = {
  chosen: readonly string[];
  /** Files of the draft that may hold values. */
  paths: readonly string[];
  onChange: (chosen: readonly string[]) => void;
  onNewSample: (() => void) | null;
};

/** Values files in the order in which Helm reads them: a later one wins. Drag them, or Alt and arrows. */
export function ValuesOrder({ chosen, paths, onChange, onNewSample }: ValuesOrderProps) {
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const left = paths.filter((path) => !chosen.includes(path));
  const move = (path: string, to: number) => {
    const from = chosen.indexOf(path);
    if (from < 0 || to < 0 || to >= chosen.length || to === from) return;
    onChange(chosen.toSpliced(from, 1).toSpliced(to, 0, path));
  };
  const press = (event: KeyboardEvent, path: string, at: number) => {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    move(path, at + step);
    const row = list.current?.querySelector<HTMLElement>(`[data-values="${CSS.escape(path)}"]`);
    requestAnimationFrame(() => row?.focus());
  };
  return (
    <Field
      as="group"
      label="Values files"
      hint={
        chosen.length > 1
          ? "Later ones win. Drag them, or press Alt with an arrow."
          : "After the chart’s own values.yaml; later ones win."
      }
      action={onNewSample ? <TextButton onClick={onNewSample}>New sample values</TextButton> : null}
    >
      {() => (
        <div className="flex flex-col gap-1.5">
          {chosen.length > 0 ? (
            <ol ref={list} className="border-line rounded-control border">
              {chosen.map((path, at) => (
                <li
                  key={path}
                  draggable
                  onDragStart={() => setDragged(path)}
                  onDragEnd={() => setDragged(null)}
                  onDragOver={(event) => {
                    if (dragged === null) return;
                    event.preventDefault();
                    if (dragged !== path) move(dragged, at);
                  }}
                  className={cx(
                    "not-last:border-line flex min-h-8 items-center gap-1.5 pr-1 pl-1.5 not-last:border-b",
                    dragged === path && "opacity-60",
                  )}
                >
                  <Icon of={GripVertical} size="badge" tone="faint" />
                  <button
                    type="button"
                    data-values={path}
                    aria-label={`${path}, place ${at + 1} of ${chosen.length}. Alt and arrows move it.`}
                    onKeyDown={(event) => press(event, path, at)}
                    className="text-code rounded-chip min-w-0 flex-1 truncate text-left font-mono"
                  >
                    {path}
                  </button>
                  {paths.includes(path) ? null : (
                    <span className="text-danger text-small">not in the draft</span>
                  )}
                  <IconButton
                    label={`Move ${path} up`}
                    icon={ArrowUp}
                    size="small"
                    aria-disabled={at === 0}
                    onClick={() => move(path, at - 1)}
                  />
                  <IconButton
                    label={`Move ${path} down`}
                    icon={ArrowDown}
                    size="small"
                    aria-disabled={at === chosen.length - 1}
                    onClick={() => move(path, at + 1)}
                  />
                  <IconButton
                    label={`Leave out ${path}`}
                    icon={X}
                    size="small"
                    onClick={() => onChange(chosen.filter((one) => one !== path))}
                  />
                </li>
              ))}
            </ol>
          ) : null}
          {left.length > 0 ? (
            <Select
              key={chosen.join("\n")}
              aria-label="Add a values file"
              icon={Plus}
              size="small"
              placeholder="Add a values file"
              options={left.map((path) => ({ value: path, label: path }))}
              onValueChange={(path) => onChange([...chosen, path])}
            />
          ) : null}
        </div>
      )}
    </Field>
  );
}
