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
  expect(suggestVersion({ own, latest, taken, change: "patch" })).toBe(suggested);
});

it.each([
  // change, own, latest, taken, suggested
  ["major", null, "1.9.3", ["1.9.3"], "2.0.0"],
  ["minor", null, "1.9.3", ["1.9.3"], "1.10.0"],
  ["major", "2.4.0", "1.9.3", ["1.9.3"], "2.4.0"],
  ["major", "1.9.3", "1.9.3", ["1.9.3", "2.0.0"], "2.0.1"],
  ["minor", null, "2.0.0-rc.1", ["2.0.0-rc.1"], "2.0.0"],
  ["major", null, null, [], "0.1.0"],
] as const)(
  "GOH-26: after a %s change, of Chart.yaml's %s after %s with %j taken, suggests %s",
  (change, own, latest, taken, suggested) => {
    expect(suggestVersion({ own, latest, taken: [...taken], change })).toBe(suggested);
  },
);
