import { Field } from "#components/form/field.tsx";
import { Input } from "#components/ui/input.tsx";

type EmailFieldProps = {
  hint?: string | undefined;
  error: string | undefined;
  size?: "default" | "large" | undefined;
  autoFocus?: boolean | undefined;
};

/** The e-mail that somebody signs in with, as password managers know it. */
export function EmailField({ hint, error, size, autoFocus }: EmailFieldProps) {
  return (
    <Field label="Email" hint={hint} error={error}>
      {(ids) => (
        <Input
          {...ids}
          name="email"
          type="email"
          size={size}
          autoComplete="username"
          autoCapitalize="none"
          autoFocus={autoFocus}
          required
        />
      )}
    </Field>
  );
}
