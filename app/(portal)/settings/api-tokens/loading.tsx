import { SettingsSkeleton } from "#components/layout/settings-skeleton.tsx";

export default function Loading() {
  return <SettingsSkeleton title="API tokens" what="API tokens" lines="two" filtered />;
}
