/** `charts/payments/web`: all but the last part lighter, as artifacts' names are. */
export function RepositoryName({ name }: { name: string }) {
  const at = name.lastIndexOf("/") + 1;
  return (
    <>
      {at > 0 ? <span className="font-regular text-ink-muted">{name.slice(0, at)}</span> : null}
      <span className="font-heavy text-ink">{name.slice(at)}</span>
    </>
  );
}
