import { SettingsSkeleton } from "#components/layout/settings-skeleton.tsx";

export default function Loading() {
  return <SettingsSkeleton title="Members" what="members" lines="two" filtered />;
}
