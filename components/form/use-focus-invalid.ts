import { type RefObject, useEffect } from "react";

/** Moves the document's focus to the first field that a refusal names, when one comes. @param refusal null where there is none */
export function useFocusInvalid(form: RefObject<HTMLElement | null>, refusal: unknown): void {
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form, refusal]);
}
