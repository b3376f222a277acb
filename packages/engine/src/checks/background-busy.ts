/** Is the wall plain? The background is replaced, but a busy one spoils the edge of the hair. */
import { wallOf } from "../subject/wall.ts";
import { personCheck } from "./check.ts";

/** Edges alone may be one seam; colour and area besides make it clutter. */
const clutterColour = 4;
const clutterArea = 0.2;
/** A spread this wide warns even without edges; put on the scale of the edges' warning limit. */
const wideSpread = 12;
const warnEdges = 0.02;

export const backgroundBusy = personCheck({
  id: "background-busy",
  title: { zh: "背景杂乱", en: "Busy background" },
  quantity: { zh: "背景中杂物边缘的比例", en: "Share of edges in the background" },
  advice: {
    zh: "请站在一面干净的白墙前，离墙约一米，再拍一张",
    en: "Stand about one metre in front of a clean white wall and take it again",
  },
  unit: "share",
  limits: { warn: { max: warnEdges }, fail: { max: 0.04 } },
  measure: (subject) => {
    const wall = wallOf(subject);
    if (!wall) return { value: null };
    const value = Math.max(wall.edges, (wall.spread / wideSpread) * warnEdges);
    const clutter = wall.edges > 0.04 && wall.spreadColour >= clutterColour && wall.area >= clutterArea;
    return { value, ...(clutter ? {} : { atMost: "warn" }) };
  },
});
