import { SettingsSkeleton } from "#components/layout/settings-skeleton.tsx";

export default function Loading() {
  return <SettingsSkeleton title="Audit log" what="rows of the audit log" lines="one" filtered />;
}
