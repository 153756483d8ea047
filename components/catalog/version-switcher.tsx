"use client";
import { type ReactNode, useRef } from "react";
import { useKeys } from "#components/layout/use-keys.ts";
import { cx } from "#components/ui/cx.ts";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";
import { versionAddress, versionsAddress } from "#lib/ids/addresses.ts";
import { LifecycleWord } from "./lifecycle-word.tsx";

type VersionSwitcherProps = { artifact: ArtifactView; recent: VersionView[]; children: ReactNode };

/** The version in an artifact's head: opens the newest ones, and the way to all of them. */
export function VersionSwitcher({ artifact, recent, children }: VersionSwitcherProps) {
  const button = useRef<HTMLButtonElement>(null);
  useKeys([
    {
      keys: "w",
      label: "Switch version",
      run: () => {
        button.current?.focus();
        button.current?.click();
      },
    },
  ]);
  return (
    <Menu
      align="start"
      trigger={
        <button ref={button} type="button" className="rounded-chip max-w-full min-w-0">
          <span className="sr-only">Switch version, now </span>
          {children}
        </button>
      }
    >
      <MenuGroup label="Newest">
        {recent.map((version) => (
          <MenuItem key={version.version} href={versionAddress(artifact, version.version)}>
            <span
              className={cx(
                "text-small ligatures-none font-mono",
                version.lifecycle.state === "yanked" && "decoration-danger line-through",
              )}
            >
              {version.version}
            </span>
            {version.latest ? <span className="text-mark"> latest</span> : null}{" "}
            <LifecycleWord lifecycle={version.lifecycle.state} />
          </MenuItem>
        ))}
      </MenuGroup>
      <MenuGroup>
        <MenuItem href={versionsAddress(artifact)}>
          {artifact.versionCount === 1 ? "All versions" : `All ${artifact.versionCount} versions`}
        </MenuItem>
      </MenuGroup>
    </Menu>
  );
}
