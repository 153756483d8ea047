type Box = { left: number; top: number; width: number; height: number };

const GAP = 6;
const MARGIN = 4;

/** Below the element and centred on it; above where there is no room below; never outside the window. */
export function placeTip(
  anchor: Box,
  tip: { width: number; height: number },
  view: { width: number; height: number },
) {
  const centred = anchor.left + anchor.width / 2 - tip.width / 2;
  const left = Math.max(MARGIN, Math.min(centred, view.width - tip.width - MARGIN));
  const below = anchor.top + anchor.height + GAP;
  const fitsBelow = below + tip.height + MARGIN <= view.height;
  return { left, top: fitsBelow ? below : Math.max(MARGIN, anchor.top - tip.height - GAP) };
}
