import type { Fault, Report } from "./fault.ts";
import { verifyAudit } from "./verify-audit.ts";
import { verifyBlobs } from "./verify-blobs.ts";
import { verifyCommits } from "./verify-commits.ts";
import { verifyManifests } from "./verify-manifests.ts";
import { verifyVersions } from "./verify-versions.ts";

const CHECKS = {
  blobs: verifyBlobs,
  manifests: verifyManifests,
  versions: verifyVersions,
  commits: verifyCommits,
  auditEvents: verifyAudit,
};

export type VerifyReport = {
  /** How many of each were looked at. */
  checked: Record<keyof typeof CHECKS, number>;
  /** Empty when everything is whole. */
  faults: Fault[];
};

/**
 * Reads everything that was ever acknowledged and computes it again: blobs, packages, manifests, tags, commits and the
 * audit chain. Writes nothing, and may run beside a server: what looks wrong is
 * looked at once more, because it may have been collected meanwhile.
 * @param onFault is told of each fault when it is found
 */
export async function verifyEverything(onFault: (fault: Fault) => void = () => {}): Promise<VerifyReport> {
  const faults: Fault[] = [];
  const report: Report = (subject, name, fault, versions) => {
    const found: Fault = { subject, name, fault, ...(versions ? { versions } : {}) };
    faults.push(found);
    onFault(found);
  };
  const checked = { blobs: 0, manifests: 0, versions: 0, commits: 0, auditEvents: 0 };
  for (const [name, check] of Object.entries(CHECKS) as [keyof typeof CHECKS, (typeof CHECKS)["blobs"]][]) // Object.entries forgets the keys' type.
    checked[name] = await check(report);
  return { checked, faults };
}
