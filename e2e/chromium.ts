import { existsSync } from "node:fs";

/** Debian's: the shell draws no window around its pages, and takes a fifth of the processor. */
const PLACES = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** How a browser is started for tests, benches and screenshots: `CHROMIUM` names another program. */
export const chromiumLaunch = {
  executablePath: process.env.CHROMIUM || PLACES.find((place) => existsSync(place)) || "/usr/bin/chromium",
  // Chromium refuses its sandbox to root.
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
};
