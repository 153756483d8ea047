import { type RefObject, useEffect, useRef } from "react";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";

/**
 * What follows from a form's answer outside of it: the document's focus goes to the first field that a refusal names; a
 * deed that is done is told, once.
 */
export function useFormAnswer(
  form: RefObject<HTMLFormElement | null>,
  answer: FormAnswer,
  onDone: () => void,
): void {
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });
  useEffect(() => {
    if (answer?.kind === "done") done.current();
    if (answer?.kind === "refused") form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form, answer]);
}
