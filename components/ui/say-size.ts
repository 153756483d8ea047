const UNITS = ["bytes", "KiB", "MiB", "GiB"];

/** As the settings are written: `4 MiB`. */
export function saySize(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const value = bytes / 1024 ** power;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} ${UNITS[power]}`;
}
