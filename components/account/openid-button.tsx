import { LogIn } from "lucide-react";
import { ButtonLink } from "#components/ui/button.tsx";

type OpenIdButtonProps = {
  /** As people know the provider. */
  name: string;
  /** The whole address: a page's router would ask for it with a script, and the provider answers browsers only. */
  href: string;
  /** Whether it is the one way in. */
  only: boolean;
};

/** Leaves for the provider that signs people in. */
export function OpenIdButton({ name, href, only }: OpenIdButtonProps) {
  return (
    <ButtonLink href={href} tone={only ? "primary" : "secondary"} size="large" wide icon={LogIn}>
      Continue with {name}
    </ButtonLink>
  );
}
