/** konfig.RecognizedKustomizationFileNames. */
export const KUSTOMIZATION_NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/** What a kustomization file names: a path, in which field, and what may lie there. */
export type KustomizeReference = { field: string; text: string; may: "file" | "folder" | "either" };

/** Makes the error that a reader of fields throws. */
type Refuse = (why: string) => Error;
type Fields = Record<string, unknown>;

/** Fields that are lists of paths (api/types/kustomization.go). */
const PATH_LISTS: Record<string, KustomizeReference["may"]> = {
  resources: "either",
  bases: "folder",
  components: "folder",
  crds: "file",
  configurations: "file",
  generators: "either",
  transformers: "either",
  validators: "either",
  patchesStrategicMerge: "file",
};
/** Fields that are lists of maps with a `path`. */
const PATH_MAPS = ["patches", "patchesJson6902", "replacements"];
const GENERATORS = ["configMapGenerator", "secretGenerator"];
/** They run Helm, which fetches charts while building. */
const REFUSED_FIELDS = ["helmCharts", "helmChartInflationGenerator", "helmGlobals"];

const isMap = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function listIn(fields: Fields, field: string, refuse: Refuse): unknown[] {
  const value = fields[field];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw refuse(`${field}: must be a list`);
  return value;
}

function textOf(value: unknown, field: string, refuse: Refuse): string {
  if (typeof value === "string" && value !== "") return value;
  throw refuse(`${field}: must hold paths`);
}

function* pathLists(fields: Fields, refuse: Refuse): Iterable<KustomizeReference> {
  for (const [field, may] of Object.entries(PATH_LISTS))
    for (const item of listIn(fields, field, refuse)) {
      const text = textOf(item, field, refuse);
      // More than one line is no path: the patch or plugin stands in the kustomization file itself.
      if (!text.includes("\n")) yield { field, text, may };
    }
}

function* pathMaps(fields: Fields, refuse: Refuse): Iterable<KustomizeReference> {
  for (const field of PATH_MAPS)
    for (const item of listIn(fields, field, refuse)) {
      if (!isMap(item)) throw refuse(`${field}: must be a list of maps`);
      if (item.path !== undefined && item.path !== "")
        yield { field: `${field}.path`, text: textOf(item.path, `${field}.path`, refuse), may: "file" };
    }
  if (isMap(fields.openapi) && fields.openapi.path !== undefined)
    yield { field: "openapi.path", text: textOf(fields.openapi.path, "openapi.path", refuse), may: "file" };
}

/** `key=path`, or a path alone. */
const afterKey = (text: string) => text.slice(text.indexOf("=") + 1);

function* generated(fields: Fields, refuse: Refuse): Iterable<KustomizeReference> {
  for (const generator of GENERATORS)
    for (const item of listIn(fields, generator, refuse)) {
      if (!isMap(item)) throw refuse(`${generator}: must be a list of maps`);
      for (const file of listIn(item, "files", refuse)) {
        const field = `${generator}.files`;
        yield { field, text: afterKey(textOf(file, field, refuse)), may: "file" };
      }
      const environments = item.env === undefined ? [] : [item.env];
      for (const file of [...listIn(item, "envs", refuse), ...environments]) {
        const field = `${generator}.envs`;
        yield { field, text: textOf(file, field, refuse), may: "file" };
      }
    }
}

/**
 * Every path that a kustomization file names, the deprecated fields included, one after the other.
 * @throws what `refuse` makes, at the first field of the wrong type
 */
export function* eachReference(fields: Fields, refuse: Refuse): Iterable<KustomizeReference> {
  yield* pathLists(fields, refuse);
  yield* pathMaps(fields, refuse);
  yield* generated(fields, refuse);
}

/**
 * Every path that a kustomization file of the catalog names (PUB-8).
 * @throws what `refuse` makes, for a field of the wrong type and for those that fetch charts
 */
export function referencesOf(fields: Fields, refuse: Refuse): KustomizeReference[] {
  const forbidden = REFUSED_FIELDS.find((field) => fields[field] !== undefined && fields[field] !== null);
  if (forbidden)
    throw refuse(
      `${forbidden}: a base cannot bring in Helm charts, because they are fetched while it is built`,
    );
  return [...eachReference(fields, refuse)];
}
