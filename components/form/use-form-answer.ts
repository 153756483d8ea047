import { type RefObject, useEffect, useRef } from "react";
import type { FormAnswer } from "#lib/problems/form-refusal.ts";
import { useFocusInvalid } from "./use-focus-invalid.ts";

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
  }, [answer]);
  useFocusInvalid(form, answer?.kind === "refused" ? answer : null);
}
