import { type ReactNode, useId, useState } from "react";

type CellProps = { label: string; hint?: ReactNode; children: (id: string) => ReactNode };

/** One of the inputs above the output: a label, and what it names under it. */
export function PreviewCell({ label, hint, children }: CellProps) {
  const id = useId();
  return (
    <div className="border-line hover:bg-hover/60 focus-within:bg-raised flex min-w-0 flex-col justify-center border-r px-3 py-1 last:border-r-0">
      <span className="text-ink-muted text-small flex items-center gap-1.5">
        <label htmlFor={id}>{label}</label>
        {hint}
      </span>
      {children(id)}
    </div>
  );
}

type TextCellProps = {
  label: string;
  value: string;
  /** What stands there where nothing is written. */
  otherwise: string;
  onChange: (value: string) => void;
};

export function TextCell({ label, value, otherwise, onChange }: TextCellProps) {
  // What is typed stays as it is typed, also where it is on its way to what would be there anyway.
  const [typed, setTyped] = useState(value === otherwise ? "" : value);
  if ((typed || otherwise) !== value) setTyped(value === otherwise ? "" : value);
  return (
    <PreviewCell label={label}>
      {(id) => (
        <input
          id={id}
          value={typed}
          placeholder={otherwise}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            onChange(event.currentTarget.value || otherwise);
          }}
          className="text-label placeholder:text-ink max-sm:text-touch h-5 w-full min-w-0 bg-transparent max-sm:h-9"
        />
      )}
    </PreviewCell>
  );
}
