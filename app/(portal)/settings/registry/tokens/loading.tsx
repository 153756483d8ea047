import { SettingsSkeleton } from "#components/layout/settings-skeleton.tsx";

export default function Loading() {
  return <SettingsSkeleton title="Registry tokens" what="registry tokens" lines="two" filtered />;
}
