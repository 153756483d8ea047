import type { ReactNode } from "react";

type TitledRuleProps = {
  title: ReactNode;
  as?: "h2" | "h3" | "h4" | undefined;
  id?: string | undefined;
  size?: "default" | "large" | undefined;
  count?: ReactNode;
  /** At the end of the rule. */
  action?: ReactNode;
};

/** The heading of every section inside a page: label, count, hairline to the edge, action. */
export function TitledRule({
  title,
  as: Heading = "h2",
  id,
  size = "default",
  count,
  action,
}: TitledRuleProps) {
  return (
    <div className="flex min-h-5 items-center gap-2.5">
      <Heading
        id={id}
        className={`font-bold wrap-anywhere ${size === "large" ? "text-section" : "text-body"}`}
      >
        {title}
        {count === undefined ? null : <span className="font-regular text-ink-faint"> {count}</span>}
      </Heading>
      <span aria-hidden="true" className="bg-line h-px min-w-4 flex-1" />
      {action}
    </div>
  );
}
