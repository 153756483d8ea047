import { expect, it } from "vitest";
import { suggestVersion } from "./suggest-version.ts";

it.each([
  // own, latest, taken, suggested
  [null, null, [], "0.1.0"],
  ["1.4.0", null, [], "1.4.0"],
  ["v2", null, [], "v2"],
  ["not semver", null, [], "0.1.0"],
  ["0.1.0", "0.1.0", ["0.1.0"], "0.1.1"],
  ["0.1.0", "0.1.0", ["0.1.0", "0.1.1", "0.1.2"], "0.1.3"],
  ["2.0.0", "1.9.3", ["1.9.3"], "2.0.0"],
  ["1.0.0", "1.9.3", ["1.9.3"], "1.9.4"],
  ["2.0.0", "1.9.3", ["1.9.3", "2.0.0"], "1.9.4"],
  [null, "1.0.0-rc.1", ["1.0.0-rc.1"], "1.0.0"],
  ["1.0.0+a", "1.0.0", ["1.0.0", "1.0.0_a"], "1.0.1"],
  [null, "v1.2", ["v1.2"], "1.2.1"],
  [null, "nightly", ["nightly"], "0.1.0"],
  [null, "nightly", ["nightly", "0.1.0"], "0.1.1"],
])("GOH-26: of Chart.yaml's %s after %s with %j taken, suggests %s", (own, latest, taken, suggested) => {
  expect(suggestVersion({ own, latest, taken })).toBe(suggested);
});
