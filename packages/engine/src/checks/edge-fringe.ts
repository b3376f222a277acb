/**
 * Edge of the person in the finished photo: remains of the old wall, or a dark line that is neither person nor
 * background.
 */
import { rimOf } from "../subject/rim.ts";
import { resultCheck } from "./check.ts";

/**
 * Shares of the rim beyond which a look is requested. 1 of 100 created photos exceeds them. With a hard mask, the
 * photo's own colours, or an edge darkened by half, more than half do.
 */
const oldWallShare = 0.3;
const darkShare = 0.08;
/** Side of the squares; the overlay marks the worst one. */
const sidePx = 64;

export const edgeFringe = resultCheck({
  id: "edge-fringe",
  measure: ({ decoded, spec, cut }) => {
    if (!cut) return { value: null };
    const { pixels, oldWall, dark } = rimOf(decoded, cut, spec.background);
    if (pixels === 0) return { value: null };
    const value = Math.max(oldWall.length / pixels / oldWallShare, dark.length / pixels / darkShare);
    const faulty = [...oldWall, ...dark];
    return { value, shapes: faulty.length > 0 ? [worstSquare(faulty, decoded.width)] : [] };
  },
});

function worstSquare(pixels: readonly number[], width: number) {
  const columns = Math.ceil(width / sidePx);
  const counts = new Map<number, number>();
  let worst = 0;
  for (const i of pixels) {
    const square = Math.floor(Math.floor(i / width) / sidePx) * columns + Math.floor((i % width) / sidePx);
    const count = (counts.get(square) ?? 0) + 1;
    counts.set(square, count);
    if (count > (counts.get(worst) ?? 0)) worst = square;
  }
  const [x, y] = [(worst % columns) * sidePx, Math.floor(worst / columns) * sidePx];
  return { kind: "box", x, y, width: sidePx, height: sidePx } as const;
}
