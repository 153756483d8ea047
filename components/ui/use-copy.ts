"use client";
import { useEffect, useState } from "react";
import { notify } from "./toast.tsx";

/** Puts text on the clipboard; `copied` holds for 2 s. Where the browser refuses, it says so. */
export function useCopy() {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  function copy(text: string, said?: string) {
    void writeClipboard(text).then(
      () => {
        setCopied(true);
        if (said) notify({ title: said });
      },
      () =>
        notify({
          tone: "danger",
          title: "Could not copy: the browser refused",
          detail: "Select the text and copy it with the keyboard.",
        }),
    );
  }
  return { copied, copy };
}

// navigator.clipboard is absent over plain http, which is how many try a server first.
async function writeClipboard(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("the browser refused to copy");
}
