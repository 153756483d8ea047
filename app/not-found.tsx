import { BrandMark } from "#components/layout/brand.tsx";
import { NotHere } from "#components/layout/not-here.tsx";

export default function NotFound() {
  return (
    <main className="bg-surface min-h-dvh">
      <div className="max-w-page mx-auto px-4 pt-6 sm:px-8">
        <BrandMark />
      </div>
      <NotHere />
    </main>
  );
}
