/** Are hair, shoulders and chest all inside the photo? */
import { type Bilingual, checkFacts } from "@gradphoto/contract";
import { personCheck } from "./check.ts";

const mostPx = checkFacts["framing-tight"].limits.fail.max;
/**
 * Own choices, in pixels along the picture's edge. Hair that only touches the upper edge is nobody's fault: over 261
 * labelled photos it was called cut from 180 on. A shoulder cut upright is seen at once. A cut half as wide as the finished
 * photo leaves no portrait; up to there a person decides.
 */
const seenTopCutPx = 140;
const seenSideCutPx = 24;
const mostCutPx = 240;

export const framingTight = personCheck({
  id: "framing-tight",
  advice: {
    zh: "请退后一步，让头发、双肩和胸部都在画面里，四周留出空白，再拍一张",
    en: "Step back so that hair, both shoulders and chest are in the picture with room around them, and take it again",
  },
  measure: ({ framing, pyramid, head }) => {
    // A face too small for any lawful frame has none that could cut it; its resolution is refused.
    if (framing.blockedBy === "scale") return { value: null };
    const { missingRowsPx, topCutPx, sideCutPx } = framing;
    const [{ width, height }] = pyramid;
    const cutPx = Math.max(topCutPx > seenTopCutPx ? topCutPx : 0, sideCutPx > seenSideCutPx ? sideCutPx : 0);
    const value = Math.max(missingRowsPx, cutPx);
    const floats = missingRowsPx > mostPx;
    const edgeY = topCutPx >= missingRowsPx ? Math.max(0, head.crownY) : height - 1;
    return {
      value,
      ...(!floats && cutPx <= mostCutPx ? { atMost: "warn" } : {}),
      ...(floats && missingRowsPx === value ? { message: endsTooEarly(Math.round(value)) } : {}),
      shapes: [
        {
          kind: "line",
          points: [
            { x: 0, y: edgeY },
            { x: width, y: edgeY },
          ],
        },
      ],
    };
  },
});

const endsTooEarly = (rows: number): Bilingual => ({
  zh: `照片下方拍得不够：放到允许的最大，标准照底部仍缺 ${rows} 像素，那里只会露出背景色，应不超过 ${mostPx} 像素。`,
  en: `The photo ends too high: at the largest scale allowed the lowest ${rows} px of the standard photo would show background alone; it should be ${mostPx} px or less.`,
});
