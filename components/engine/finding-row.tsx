import type { ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";
import { PlainLink } from "#components/ui/plain-link.tsx";
import type { Finding } from "#lib/engine/schema.ts";
import { sayCode, sayKubeVersions, sayPlace, saySamples } from "./say-finding.ts";
import { SeveritySign } from "./severity-sign.tsx";

/** Where a press on a finding leads: an address, or a deed on this page; null where it is nowhere to go to. */
export type FindingDoor = { href: string } | { onGo: () => void } | null;

type FindingRowProps = { finding: Finding; door: FindingDoor; isCurrent: boolean };

/** One finding: what is wrong, what to do, which object and versions it holds for, and where it is. */
export function FindingRow({ finding, door, isCurrent }: FindingRowProps) {
  const more = [finding.object, sayKubeVersions(finding.kubeVersions), saySamples(finding.samples)].filter(
    Boolean,
  );
  return (
    <Pressed door={door} isCurrent={isCurrent}>
      <span className="flex h-5 shrink-0 items-center">
        <SeveritySign severity={finding.severity} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block wrap-anywhere whitespace-pre-line">
          {finding.message}
          {finding.advice ? <span className="text-ink-muted"> {finding.advice}</span> : null}
        </span>
        {more.length > 0 ? (
          <span className="text-ink-faint text-small block wrap-anywhere">{more.join(" · ")}</span>
        ) : null}
      </span>
      <span className="flex shrink-0 max-lg:max-w-2/5 max-lg:flex-col max-lg:items-end">
        <span className="lg:w-64">
          <Place finding={finding} isLink={door !== null} />
        </span>
        <span className="text-ink-faint text-small text-right leading-5 lg:w-30">
          {sayCode(finding.code)}
        </span>
      </span>
    </Pressed>
  );
}

function Place({ finding, isLink }: { finding: Finding; isLink: boolean }) {
  const spot = sayPlace(finding, true);
  const look = cx("text-small ligatures-none leading-5", isLink ? "text-accent" : "text-ink-muted");
  if (finding.isInOutput) return <span className={look}>{spot}</span>;
  if (finding.path === null) return null;
  return (
    <span className={cx(look, "font-mono wrap-anywhere")}>
      {spot === null ? (
        finding.path
      ) : (
        <>
          <span className="max-sm:hidden">{`${finding.path}:${spot}`}</span>
          <span className="font-sans sm:hidden">{`line ${spot}`}</span>
        </>
      )}
    </span>
  );
}

type PressedProps = { door: FindingDoor; isCurrent: boolean; children: ReactNode };

function Pressed({ door, isCurrent, children }: PressedProps) {
  const look = cx(
    "flex min-h-8 w-full items-start gap-2 border-line border-b px-3.5 py-1.5 text-left text-ink no-underline",
    door && "hover:bg-hover",
    isCurrent && "edge edge-mark bg-hover",
  );
  if (door === null) return <div className={look}>{children}</div>;
  if ("href" in door) {
    return (
      <PlainLink href={door.href} className={look} data-finding="">
        {children}
      </PlainLink>
    );
  }
  return (
    <button
      type="button"
      onClick={door.onGo}
      className={look}
      data-finding=""
      {...(isCurrent ? { "aria-current": true } : {})}
    >
      {children}
    </button>
  );
}
