import { Download } from "lucide-react";
import { Button, ButtonLink } from "#components/ui/button.tsx";
import { TitledRule } from "#components/ui/titled-rule.tsx";

type ExportSectionProps = { slug: string; mayExport: boolean };

/** Everything of the organization, as one file to take along. */
export function ExportSection({ slug, mayExport }: ExportSectionProps) {
  return (
    <section aria-labelledby="export" className="flex flex-col items-start gap-3">
      <span className="w-full">
        <TitledRule id="export" title="Export everything" />
      </span>
      <p className="text-ink-muted">
        A tar with the settings, members, projects, policies, tokens without their secrets, drafts with their
        history, every version's package, plain repositories and the audit log. The audit log says who asked
        for it.
      </p>
      {mayExport ? (
        <ButtonLink icon={Download} href={`/api/v2/org/export?org=${encodeURIComponent(slug)}`} download="">
          Download export
        </ButtonLink>
      ) : (
        <Button icon={Download} notAllowed="For owners">
          Download export
        </Button>
      )}
    </section>
  );
}
