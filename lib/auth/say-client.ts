import Bowser from "bowser";

/** Longer ones are no browser's. */
const MAX_AGENT = 512;

/** A browser in words, as it calls itself in `User-Agent`: "Firefox on Windows". */
export function sayClient(userAgent: string): string {
  const agent = userAgent.slice(0, MAX_AGENT);
  const { browser, os } = agent ? Bowser.parse(agent) : { browser: {}, os: {} };
  const name = browser.name || /^[\w.-]{1,40}/.exec(agent)?.[0] || "Unknown browser";
  return os.name ? `${name} on ${os.name}` : name;
}
