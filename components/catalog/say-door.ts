const doors: Record<string, string> = {
  portal: "in the browser",
  api: "through the API",
  oci: "pushed",
  cli: "on the command line",
};

/** Through which door a version came, in words. */
export function sayDoor(via: string): string {
  return doors[via] ?? via;
}
