import { CloudOff, HardDriveDownload } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import type { KeepState } from "./use-kept-copy.ts";

type StatusLineProps = {
  place: { line: number; column: number } | null;
  language: string | null;
  lineEnds: "LF" | "CRLF" | null;
  fileCount: number;
  sizeBytes: number | null;
  keep: KeepState;
  saved: ReactNode;
  findings: ReactNode;
};

const MIB = 1024 * 1024;

/** The line at the bottom: where one is, what the file is, and what is safe. */
export function StatusLine({
  place,
  language,
  lineEnds,
  fileCount,
  sizeBytes,
  keep,
  saved,
  findings,
}: StatusLineProps) {
  return (
    <footer className="border-line bg-ground text-ink-muted text-small flex h-6.5 shrink-0 items-center border-t">
      {place ? (
        <Part>
          Line {place.line}, column {place.column}
        </Part>
      ) : null}
      {language ? <Part hide>{language}</Part> : null}
      {place ? <Part hide>2 spaces</Part> : null}
      {lineEnds ? <Part hide>{lineEnds}</Part> : null}
      {sizeBytes !== null && sizeBytes > 4 * MIB ? (
        <Part>
          <span className="text-caution">{(sizeBytes / MIB).toFixed(1)} of 5 MiB</span>
        </Part>
      ) : null}
      <span className="flex-1" />
      {fileCount > 9000 ? (
        <Part left>
          <span className="text-caution">{fileCount.toLocaleString("en")} of 10,000 files</span>
        </Part>
      ) : null}
      <Keep keep={keep} />
      <Part left>{saved}</Part>
      <Part left>{findings}</Part>
    </footer>
  );
}

function Keep({ keep }: { keep: KeepState }) {
  if (keep === "nothing") return null;
  if (keep === "failed") {
    return (
      <Part left>
        <Icon of={CloudOff} size="chip" tone="caution" />
        <span className="text-caution">No copy in this browser: save often</span>
      </Part>
    );
  }
  return (
    <Part left hide>
      <Icon of={HardDriveDownload} size="chip" />
      <span data-kept={keep}>{keep === "kept" ? "Copy kept in this browser" : "Keeping a copy"}</span>
    </Part>
  );
}

function Part({ left, hide, children }: { left?: boolean; hide?: boolean; children: ReactNode }) {
  return (
    <span
      className={cx(
        "flex h-full items-center gap-1.25 whitespace-nowrap border-line px-2.75",
        left ? "border-l" : "border-r",
        hide && "max-sm:hidden",
      )}
    >
      {children}
    </span>
  );
}
