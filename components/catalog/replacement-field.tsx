"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Field } from "#components/form/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { TextButton } from "#components/ui/text-button.tsx";
import { catalogQueries } from "#lib/catalog/client.ts";
import type { ArtifactView, VersionView } from "#lib/catalog/schema.ts";

type ReplacementFieldProps = {
  artifact: ArtifactView;
  version: VersionView;
  value: string;
  error: string | undefined;
  onChange: (tag: string) => void;
};

/** The version to take instead: typed, or chosen from the highest ones that are not yanked. */
export function ReplacementField({ artifact, version, value, error, onChange }: ReplacementFieldProps) {
  const listId = useId();
  const list = useInfiniteQuery(catalogQueries.versions(artifact, { sort: "semver" }));
  const choices = (list.data?.pages.flatMap((page) => page.items) ?? []).filter(
    (one) => one.version !== version.version && one.lifecycle.state !== "yanked",
  );
  const { latest } = artifact;
  const offered = latest !== null && latest !== version.version && value === "" ? latest : null;
  return (
    <Field
      label="Replacement"
      optional
      hint="The version to take instead."
      error={error}
      action={
        offered === null ? undefined : (
          <span className="text-small">
            <TextButton onClick={() => onChange(offered)}>{`Use the latest, ${offered}`}</TextButton>
          </span>
        )
      }
    >
      {(ids) => (
        <>
          <Input
            {...ids}
            name="replacement"
            look="mono"
            list={listId}
            autoComplete="off"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value.trim())}
          />
          <datalist id={listId}>
            {choices.map((one) => (
              <option key={one.version} value={one.version} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
