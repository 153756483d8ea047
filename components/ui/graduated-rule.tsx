/** Under the app bar, and nowhere else. The active section draws its own magenta segment on it. */
export function GraduatedRule() {
  return <div aria-hidden="true" className="graduated" />;
}
