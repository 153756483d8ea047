import { ListFilter, Search } from "lucide-react";
import type { ComponentProps } from "react";
import { Input } from "./input.tsx";
import { KeyHint } from "./key-hint.tsx";

type SearchInputProps = Omit<ComponentProps<typeof Input>, "icon" | "after" | "type" | "aria-label"> & {
  /** Its name for assistive technology: "Search charts". */
  label: string;
  keyHint?: string | undefined;
  /** filter narrows what is already here; search asks for more. */
  kind?: "search" | "filter" | undefined;
};

export function SearchInput({ label, keyHint, kind = "search", ...rest }: SearchInputProps) {
  return (
    <Input
      type="search"
      autoComplete="off"
      spellCheck={false}
      {...rest}
      aria-label={label}
      icon={kind === "search" ? Search : ListFilter}
      after={keyHint ? <KeyHint keys={keyHint} /> : null}
    />
  );
}
