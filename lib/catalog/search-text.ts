import { z } from "zod";

/** The fields of Chart.yaml that search reads; whatever else or malformed is there counts for nothing. */
const searchedSchema = z.object({
  keywords: z.array(z.string()).catch([]),
  maintainers: z.array(z.object({ name: z.string().catch("") }).catch({ name: "" })).catch([]),
  appVersion: z.coerce.string().catch(""),
});

const MAX_CHARACTERS = 10_000;

type Searched = {
  project: string | null;
  name: string;
  description: string;
  /** Chart.yaml of the latest version, as JSON; null before the first, and `{}` for other kinds. */
  metadata: unknown;
};

/** `Artifact.searchText` (CAT-6): written whenever one of these changes, in the transaction that changes it. */
export function searchTextOf({ project, name, description, metadata }: Searched): string {
  const parsed = searchedSchema.safeParse(metadata ?? {});
  const chart = parsed.success ? parsed.data : { keywords: [], maintainers: [], appVersion: "" };
  const parts = [
    project ? `${project}/${name}` : name,
    description,
    ...chart.keywords,
    ...chart.maintainers.map((maintainer) => maintainer.name),
    chart.appVersion === "undefined" ? "" : chart.appVersion,
  ];
  return parts.filter(Boolean).join("\n").toLowerCase().replaceAll("\0", "").slice(0, MAX_CHARACTERS);
}
