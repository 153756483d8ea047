import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { CodeView } from "#components/diff/code-view.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import { DigestChip } from "#components/ui/digest-chip.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { ArtifactView, VersionFile, VersionView } from "#lib/catalog/schema.ts";
import { languageOf } from "#lib/engine/findings/code-language.ts";
import { versionFileAddress } from "#lib/ids/addresses.ts";
import { apiPath } from "#lib/ids/ids.ts";
import { FileOutline } from "./file-outline.tsx";
import { outlineOf } from "./outline-of.ts";
import { sayBytes } from "./say-bytes.ts";

export type OpenFile =
  | { kind: "text"; file: VersionFile; text: string }
  | { kind: "binary" | "too-large"; file: VersionFile }
  | { kind: "missing"; path: string };

type VersionBrowserProps = {
  artifact: ArtifactView;
  version: VersionView;
  files: VersionFile[];
  open: OpenFile | null;
};

/** Every file of a version, read-only; each file and each line has an address (GOH-34). */
export function VersionBrowser({ artifact, version, files, open }: VersionBrowserProps) {
  const openPath = open ? (open.kind === "missing" ? open.path : open.file.path) : null;
  return (
    <div className="lg:grid-cols-browser grid gap-x-6 gap-y-4">
      <Files version={version} files={files} isFolded={open !== null}>
        <p className="text-ink-muted text-label mb-1.5">{`${files.length === 1 ? "1 file" : `${files.length} files`}, never changed`}</p>
        <FileOutline
          nodes={outlineOf(files)}
          open={openPath}
          hrefOf={(path) => versionFileAddress(artifact, version.version, path)}
        />
      </Files>
      <div className="flex min-w-0 flex-col gap-2">
        {open ? (
          <Opened artifact={artifact} version={version} open={open} />
        ) : (
          <EmptyState title="No file is open" framed={false}>
            Choose one at the left. Its address can be sent to a colleague, with lines: click a line number,
            then another with shift.
          </EmptyState>
        )}
      </div>
    </div>
  );
}

type FilesProps = { version: VersionView; files: VersionFile[]; isFolded: boolean; children: ReactNode };

/** The tree at the left; on narrow screens it folds away above the file that is open. */
function Files({ version, files, isFolded, children }: FilesProps) {
  const label = `Files of ${version.version}`;
  return (
    <>
      <nav
        aria-label={label}
        className={cx("min-w-0 lg:border-line lg:border-r lg:pr-3", isFolded && "max-lg:hidden")}
      >
        {children}
      </nav>
      {isFolded ? (
        <details className="border-line border-b pb-2 lg:hidden">
          <summary className="text-label flex h-10 cursor-pointer items-center font-semibold">{`All ${files.length} files`}</summary>
          <nav aria-label={label}>{children}</nav>
        </details>
      ) : null}
    </>
  );
}

function Opened({
  artifact,
  version,
  open,
}: {
  artifact: ArtifactView;
  version: VersionView;
  open: OpenFile;
}) {
  if (open.kind === "missing")
    return (
      <Banner tone="caution" title={`There is no file ${open.path} in ${version.version}.`}>
        It may exist in another version.
      </Banner>
    );
  const { file } = open;
  const raw = `${apiPath(artifact)}/versions/${encodeURIComponent(version.version)}/files/${file.path.split("/").map(encodeURIComponent).join("/")}`;
  return (
    <>
      <div className="border-line flex flex-wrap items-center gap-3 border-b pb-2">
        <h2 className="text-code ligatures-none font-mono wrap-anywhere">{file.path}</h2>
        <span className="text-ink-muted text-label">{sayBytes(file.size)}</span>
        {file.executable ? <span className="text-ink-muted text-label">executable</span> : null}
        <span className="flex-1" />
        <DigestChip digest={file.digest} />
        <ButtonLink size="small" icon={Download} href={raw} download>
          Download
        </ButtonLink>
      </div>
      {open.kind === "text" ? (
        <CodeView text={open.text} language={languageOf(file.path, artifact.kind)} label={file.path} />
      ) : (
        <Banner title={open.kind === "binary" ? "This file is binary." : "This file is over 1 MiB."}>
          It is not shown here; download it to read it.
        </Banner>
      )}
    </>
  );
}
