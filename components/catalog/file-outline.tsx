import { ChevronRight, FileText, Folder } from "lucide-react";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import { PlainLink } from "#components/ui/plain-link.tsx";
import type { OutlineNode } from "./outline-of.ts";

type FileOutlineProps = { nodes: OutlineNode[]; open: string | null; hrefOf: (path: string) => string };

/** The files of a version as nested folders; native disclosure, so that it works before any script has loaded. */
export function FileOutline({ nodes, open, hrefOf }: FileOutlineProps) {
  return (
    <ul>
      {nodes.map((node) => (
        <li key={node.path}>
          {node.kind === "folder" ? (
            <details
              open={nodes.length < 30 || (open?.startsWith(`${node.path}/`) ?? false)}
              className="group"
            >
              <summary className="rounded-chip hover:bg-hover flex h-6 cursor-pointer items-center gap-1.5 px-2 max-sm:h-10">
                <span className="transition-transform group-open:rotate-90">
                  <Icon of={ChevronRight} size="chip" tone="faint" />
                </span>
                <Icon of={Folder} size="badge" tone="faint" />
                <span className="truncate">{node.name}</span>
              </summary>
              <div className="pl-3.5">
                <FileOutline nodes={node.children} open={open} hrefOf={hrefOf} />
              </div>
            </details>
          ) : (
            <PlainLink
              href={hrefOf(node.path)}
              prefetch={false}
              {...(node.path === open ? { "aria-current": "page" as const } : {})}
              className={cx(
                "flex h-6 items-center gap-1.5 rounded-chip px-2 no-underline max-sm:h-10",
                node.path === open ? "edge-mark bg-selected font-semibold" : "hover:bg-hover",
              )}
            >
              <span className="ml-4.5 flex">
                <Icon of={FileText} size="badge" tone="faint" />
              </span>
              <span className="truncate">{node.name}</span>
            </PlainLink>
          )}
        </li>
      ))}
    </ul>
  );
}
