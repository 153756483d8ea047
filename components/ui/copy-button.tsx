"use client";
import { Check, Copy } from "lucide-react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import { useCopy } from "./use-copy.ts";

type CopyButtonProps = {
  text: string;
  /** What is copied: "command", "digest". */
  what: string;
  /** button: with the word, for the one thing one should copy here. */
  look?: "icon" | "small-icon" | "button" | undefined;
  keyHint?: string | undefined;
};

export function CopyButton({ text, what, look = "icon", keyHint }: CopyButtonProps) {
  const { copied, copy } = useCopy();
  const label = copied ? "Copied" : `Copy ${what}`;
  return (
    <>
      {look === "button" ? (
        <Button
          tone="primary"
          size="small"
          icon={copied ? Check : Copy}
          keyHint={keyHint}
          onClick={() => copy(text)}
        >
          {copied ? "Copied" : "Copy"}
        </Button>
      ) : (
        <IconButton
          label={label}
          icon={copied ? Check : Copy}
          size={look === "icon" ? "default" : "small"}
          onClick={() => copy(text)}
        />
      )}
      <span className="sr-only" role="status">
        {copied ? "Copied" : ""}
      </span>
    </>
  );
}
