/** Are hair, shoulders and chest all inside the photo? */
import { personCheck } from "./check.ts";

export const framingTight = personCheck({
  id: "framing-tight",
  title: { zh: "拍得太近，人像不完整", en: "Too close, person not complete" },
  quantity: { zh: "标准照上缺少的长度", en: "Length missing in the standard photo" },
  advice: {
    zh: "请退后一步，让头发、双肩和胸部都在画面里，四周留出空白，再拍一张",
    en: "Step back so that hair, both shoulders and chest are in the picture with room around them, and take it again",
  },
  unit: "px",
  // Own choice: up to a fifth of the frame a person decides, beyond it the photo cannot become a portrait.
  limits: { warn: { max: 8 }, fail: { max: 125 } },
  measure: ({ framing, pyramid, head }) => {
    const { missingRowsPx, topCutPx, sideCutPx } = framing;
    const [{ width, height }] = pyramid;
    const value = Math.max(missingRowsPx, topCutPx, sideCutPx / 2);
    const edgeY = topCutPx >= missingRowsPx ? Math.max(0, head.crownY) : height - 1;
    return {
      value,
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
