import { expect, it } from "vitest";
import { objectTitle } from "./object-title.ts";

it("GOH-25: a rendered object is named as people name it", () => {
  expect(objectTitle("_/Deployment/web.yaml")).toBe("Deployment web");
  expect(objectTitle("payments/PodDisruptionBudget/web.yaml")).toBe("PodDisruptionBudget payments/web");
  expect(objectTitle("_/ClusterRole/system:node.yaml")).toBe("ClusterRole system:node");
  expect(objectTitle("odd.yaml")).toBe("odd.yaml");
});
