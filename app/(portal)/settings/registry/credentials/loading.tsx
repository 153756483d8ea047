import { SettingsSkeleton } from "#components/layout/settings-skeleton.tsx";

export default function Loading() {
  return <SettingsSkeleton title="OCI credentials" what="OCI credentials" lines="one" />;
}
