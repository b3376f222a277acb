/** Are hair, shoulders and chest all inside the photo? */
import { type Bilingual, checkFacts } from "@gradphoto/contract";
import { personCheck } from "./check.ts";

const { warn, fail } = checkFacts["framing-tight"].limits;

export const framingTight = personCheck({
  id: "framing-tight",
  advice: {
    zh: "请退后一步，让头发、双肩和胸部都在画面里，四周留出空白，再拍一张",
    en: "Step back so that hair, both shoulders and chest are in the picture with room around them, and take it again",
  },
  measure: ({ framing, pyramid, head }) => {
    const { missingRowsPx, topCutPx, sideCutPx } = framing;
    const [{ width, height }] = pyramid;
    const value = Math.max(missingRowsPx, topCutPx, sideCutPx / 2);
    const edgeY = topCutPx >= missingRowsPx ? Math.max(0, head.crownY) : height - 1;
    return {
      value,
      ...(missingRowsPx === value && value > warn.max && value <= fail.max
        ? { message: endsTooEarly(Math.round(value)) }
        : {}),
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
  zh: `照片下方拍得不够：标准照底部缺 ${rows} 像素，那里只露出背景色，能否使用由审核人员决定。`,
  en: `The photo ends too high: the lowest ${rows} px of the standard photo show background alone; a reviewer decides whether it can be used.`,
});
