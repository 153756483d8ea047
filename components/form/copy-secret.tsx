import { CopyButton } from "#components/ui/copy-button.tsx";

type CopySecretProps = {
  secret: string;
  /** What it is: "registry token". */
  what: string;
};

/** A secret that is shown this once. Magenta: added by hand, and gone with the page. */
export function CopySecret({ secret, what }: CopySecretProps) {
  return (
    <div className="rounded-control border-mark bg-mark-soft flex min-h-11.5 items-center gap-2 border py-1.5 pr-1.5 pl-3.5 max-sm:flex-wrap">
      <output
        aria-label={what}
        className="text-prose ligatures-none min-w-0 flex-1 font-mono font-medium wrap-anywhere max-sm:basis-full"
      >
        {secret}
      </output>
      <CopyButton text={secret} what={what} look="button" />
    </div>
  );
}
