"use client";
import type { ComponentProps } from "react";
import { Input } from "#components/ui/input.tsx";

type CodeInputProps = Omit<ComponentProps<typeof Input>, "look">;

/** A line of code: a host, a pattern, a slug. Nothing completes, corrects or capitalises it. */
export function CodeInput(props: CodeInputProps) {
  return <Input autoComplete="off" autoCapitalize="none" spellCheck={false} {...props} look="mono" />;
}
