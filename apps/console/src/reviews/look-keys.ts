/** Where one key looks: the parts of a photo, the whole of it, its true pixels. */
import type { Bilingual } from "@gradphoto/domain";
import type { KeyAction } from "../lib/keyboard.ts";
import type { Look, Looking } from "./use-view.ts";

interface LookKey {
  readonly look: Look;
  readonly key: string;
  readonly words: Bilingual;
}

export const lookKeys: readonly LookKey[] = [
  { look: "photo", key: "0", words: { zh: "整张", en: "Whole photo" } },
  { look: "original", key: "f", words: { zh: "整张原照", en: "Whole original" } },
  { look: "pixels", key: "p", words: { zh: "原照 1:1", en: "Original 1:1" } },
  { look: "eyes", key: "i", words: { zh: "眼睛", en: "Eyes" } },
  { look: "ears", key: "h", words: { zh: "耳朵", en: "Ears" } },
  { look: "mouth", key: "m", words: { zh: "嘴", en: "Mouth" } },
  { look: "collar", key: "k", words: { zh: "领口", en: "Collar" } },
  { look: "crown", key: "t", words: { zh: "头顶", en: "Crown" } },
  { look: "left-edge", key: "[", words: { zh: "左边缘", en: "Left edge" } },
  { look: "right-edge", key: "]", words: { zh: "右边缘", en: "Right edge" } },
];

export const zoomStep = 1.4;

export const lookActions = ({ look, zoomBy }: Pick<Looking, "look" | "zoomBy">): readonly KeyAction[] => [
  ...lookKeys.map(({ look: at, key, words }) => ({ key, words, run: () => look(at) })),
  // Plus without Shift is the equals sign.
  ...["+", "="].map((key) => ({ key, words: { zh: "放大", en: "Zoom in" }, run: () => zoomBy(zoomStep) })),
  { key: "-", words: { zh: "缩小", en: "Zoom out" }, run: () => zoomBy(1 / zoomStep) },
];
