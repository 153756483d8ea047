import { type RefObject, useEffect } from "react";

/**
 * Goes to the first field of a form that came after its dialog had opened. Where form and review stand below each other, as
 * on a phone, it stays: the review is read first.
 */
export function useFirstField(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    if (matchMedia("(min-width: 1024px)").matches) form.current?.querySelector("input")?.focus();
  }, [form]);
}
