"use client";
import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";

type PasswordInputProps = Omit<ComponentProps<typeof Input>, "type" | "after" | "look">;

/** A password that can be looked at while it is typed: so that it has to be typed only once. */
export function PasswordInput(props: PasswordInputProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Input
      autoCapitalize="none"
      spellCheck={false}
      {...props}
      type={isShown ? "text" : "password"}
      look={isShown ? "mono" : "text"}
      after={
        <IconButton
          label={isShown ? "Hide what is typed" : "Show what is typed"}
          icon={isShown ? EyeOff : Eye}
          size="small"
          pressed={isShown}
          onClick={() => setShown(!isShown)}
        />
      }
    />
  );
}
