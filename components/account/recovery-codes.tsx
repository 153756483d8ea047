"use client";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** The recovery codes, this once. Magenta, as every secret that is gone with the page. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const [isStored, setStored] = useState(false);
  return (
    <section className="flex flex-col gap-4" aria-label="Recovery codes">
      <p role="status">
        <b>Store these recovery codes now.</b> Each signs you in once where the app is lost. They cannot be
        shown again: only hashes of them are kept.
      </p>
      <div className="rounded-control border-mark bg-mark-soft flex flex-col gap-2 border p-3.5">
        <ul className="ligatures-none grid grid-cols-2 gap-x-4 gap-y-1 font-mono max-sm:grid-cols-1">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div>
          <CopyButton text={codes.join("\n")} what="recovery codes" look="button" />
        </div>
      </div>
      <Checkbox checked={isStored} onCheckedChange={(checked) => setStored(checked)}>
        <b>I have stored them</b>
      </Checkbox>
      <div>
        <Button
          tone="primary"
          onClick={onDone}
          notAllowed={!isStored && "Store the codes first, and say so above."}
        >
          Done
        </Button>
      </div>
    </section>
  );
}
