type ProgressProps = {
  label: string;
  /** 0 to 1; null while the amount is not known. */
  value: number | null;
};

export function Progress({ label, value }: ProgressProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(value === null ? {} : { "aria-valuenow": Math.round(value * 100) })}
      className="graduated-track w-full"
    >
      <svg width="100%" height="100%" aria-hidden="true" className="block">
        <rect width={`${Math.round((value ?? 0) * 100)}%`} height="100%" className="fill-accent" />
      </svg>
    </div>
  );
}
