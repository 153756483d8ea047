/** The name of a rendered object for a reader, from the path it is compared under: `_/Deployment/web.yaml` → "Deployment web". */
export function objectTitle(path: string): string {
  const [namespace = "_", kind = "", ...name] = path.split("/");
  const said = name.join("/").replace(/\.yaml$/, "");
  if (said === "") return path;
  return namespace === "_" ? `${kind} ${said}` : `${kind} ${namespace}/${said}`;
}
