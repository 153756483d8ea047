import { type RefObject, useEffect } from "react";
import type { FormRefusal } from "#lib/problems/form-refusal.ts";

/** Puts the focus (the document's) to the first field that a refusal names. */
export function useFocusRefused(form: RefObject<HTMLFormElement | null>, refusal: FormRefusal | null): void {
  useEffect(() => {
    if (!refusal) return;
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form, refusal]);
}
