import { Plus, X } from "lucide-react";
import { Field } from "#components/form/field.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type SetLine, setFlags } from "./preview-options.ts";

type SetLinesProps = { lines: readonly SetLine[]; onChange: (lines: readonly SetLine[]) => void };

const FLAGS = setFlags.map((flag) => ({ value: flag, label: `--${flag}` }));
const EXAMPLES: Readonly<Record<SetLine["flag"], string>> = {
  set: "image.tag=1.2.3",
  "set-string": "podAnnotations.build=42",
  "set-json": 'tolerations=[{"operator":"Exists"}]',
  "set-file": "config=files/app.conf",
  "set-literal": "password=a,b",
};

/** Single values, as flags write them. They win over every file. */
export function SetLines({ lines, onChange }: SetLinesProps) {
  const change = (at: number, line: Partial<SetLine>) =>
    onChange(lines.map((one, place) => (place === at ? { ...one, ...line } : one)));
  return (
    <Field as="group" label="Single values" optional>
      {() => (
        <div className="flex flex-col items-start gap-1.5">
          {lines.map(({ flag, text }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name, and their order is theirs
            <div key={at} className="flex w-full items-center gap-1.5">
              <Select
                aria-label={`Flag of line ${at + 1}`}
                size="small"
                look="mono"
                value={flag}
                options={FLAGS}
                onValueChange={(next) => change(at, { flag: next })}
              />
              <span className="min-w-0 flex-1">
                <Input
                  aria-label={`Value of line ${at + 1}`}
                  size="small"
                  look="mono"
                  spellCheck={false}
                  value={text}
                  placeholder={EXAMPLES[flag]}
                  onChange={(event) => change(at, { text: event.currentTarget.value })}
                />
              </span>
              <IconButton
                label={`Leave out line ${at + 1}`}
                icon={X}
                size="small"
                onClick={() => onChange(lines.toSpliced(at, 1))}
              />
            </div>
          ))}
          <Button
            size="small"
            tone="quiet"
            icon={Plus}
            onClick={() => onChange([...lines, { flag: "set", text: "" }])}
          >
            Add a --set line
          </Button>
        </div>
      )}
    </Field>
  );
}
