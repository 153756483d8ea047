import { Map as MapIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Shell } from "#components/layout/shell.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { PaletteSample } from "./palette-sample.tsx";

/** The shell with sample data: what is around every page. */
export default function DesignLayout({ children }: { children: ReactNode }) {
  return (
    <Shell
      homeHref="/docs/design"
      signInHref="/docs/design"
      organization={{
        name: "Northgate",
        href: "/docs/design",
        logo: null,
        others: [{ name: "Southgate", href: "/docs/other" }],
      }}
      viewer={{ name: "Mira Kovač", email: "mira@northgate.example", accountHref: "/docs/design" }}
      settingsHref="/docs/settings"
      activity={{ href: "/docs/activity", attention: 1 }}
      nav={[
        { label: "Charts", href: "/docs/design", count: 148, icon: <Icon of={MapIcon} /> },
        { label: "Kustomize bases", href: "/docs/bases", count: 23 },
        { label: "Manifest bundles", href: "/docs/bundles", count: 31 },
        { label: "Workloads", href: "/docs/workloads", count: 64 },
      ]}
      palette={<PaletteSample />}
    >
      {children}
    </Shell>
  );
}
