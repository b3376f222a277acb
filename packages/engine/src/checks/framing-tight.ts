/** Are hair, shoulders and chest all inside the photo? */
import type { Bilingual } from "@gradphoto/contract";
import { personCheck } from "./check.ts";

/** Own choice: what a reviewer would not see. */
const spareRowsPx = 8;
/** Own choice: up to a fifth of the frame a person decides, beyond it the photo cannot become a portrait. */
const cutOffPx = 125;

export const framingTight = personCheck({
  id: "framing-tight",
  title: { zh: "拍得太近，人像不完整", en: "Too close, person not complete" },
  quantity: { zh: "标准照上缺少的长度", en: "Length missing in the standard photo" },
  advice: {
    zh: "请退后一步，让头发、双肩和胸部都在画面里，四周留出空白，再拍一张",
    en: "Step back so that hair, both shoulders and chest are in the picture with room around them, and take it again",
  },
  unit: "px",
  limits: { warn: { max: spareRowsPx }, fail: { max: cutOffPx } },
  measure: ({ framing, pyramid, head }) => {
    const { missingRowsPx, topCutPx, sideCutPx } = framing;
    const [{ width, height }] = pyramid;
    const value = Math.max(missingRowsPx, topCutPx, sideCutPx / 2);
    const edgeY = topCutPx >= missingRowsPx ? Math.max(0, head.crownY) : height - 1;
    return {
      value,
      ...(missingRowsPx === value && value > spareRowsPx && value <= cutOffPx
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
