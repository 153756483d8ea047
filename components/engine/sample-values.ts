import { isSample } from "#lib/engine/findings/sample-values.ts";
import type { PreviewOptions } from "./preview-options.ts";

/** A sample's name without folder and ending: `ci/production-values.yaml` is "production". */
export const sampleName = (path: string) => path.replace(/^ci\//, "").replace(/-?values\.yaml$/, "") || path;

export const samplePath = (name: string) => `ci/${name}-values.yaml`;

/** The options with this sample in place of another; null takes samples out. Other values files keep their places. */
export function withSample(options: PreviewOptions, path: string | null): PreviewOptions {
  const at = options.valueFiles.findIndex(isSample);
  const others = options.valueFiles.filter((file) => !isSample(file));
  const valueFiles = path === null ? others : others.toSpliced(at < 0 ? others.length : at, 0, path);
  return { ...options, valueFiles };
}
