/** Takes the room that is left in a Row: what follows stands at the right. */
export function Spacer() {
  return <span className="flex-1" />;
}
