/** Sample values of a chart: its own `ci/*-values.yaml`, where chart-testing looks for them. */
export const isSample = (path: string) => /^ci\/[^/]*-values\.yaml$/.test(path);

export const samplesOf = (paths: readonly string[]) => paths.filter(isSample).sort();
