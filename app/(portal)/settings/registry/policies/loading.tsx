import { SettingsSkeleton } from "#components/layout/settings-skeleton.tsx";

export default function Loading() {
  return <SettingsSkeleton title="Repository policies" what="policies" lines="one" />;
}
