/** Layout of a contact sheet: how many photos fit, the meaning of their marks, and its keys. */
import { maxSheetPhotos } from "@gradphoto/domain";
import type { KeyAction } from "../lib/use-keys.ts";
import type { Outcome, Rejection } from "./decision-queue.ts";
import { undoKey } from "./keys.ts";
import type { SizePx } from "./view.ts";

interface SheetLayout {
  readonly columns: number;
  readonly count: number;
  /** Height of each photo, px. */
  readonly photoPx: number;
}

const maxColumns = 6;
const maxRows = 2;
/** Below this height details cannot be judged. */
const minPhotoPx = 300;
const widthPerHeight = 3 / 4;
export const sheetGapPx = 6;
export const captionPx = 22;
/** Height of the bar of actions below the sheet. */
export const barPx = 72;

const fitting = (roomPx: number, eachPx: number): number =>
  Math.floor((roomPx + sheetGapPx) / (eachPx + sheetGapPx));
const between = (min: number, max: number, value: number): number =>
  Math.min(max, Math.max(min, value));

/** Fits as many photos as possible at the least height, then enlarges them as far as possible. */
export function layOutSheet({ width, height }: SizePx): SheetLayout {
  const columns = between(1, maxColumns, fitting(width, minPhotoPx * widthPerHeight));
  const rows = between(1, maxRows, fitting(height, minPhotoPx + captionPx));
  const byWidth = ((width + sheetGapPx) / columns - sheetGapPx) / widthPerHeight;
  const byHeight = (height + sheetGapPx) / rows - sheetGapPx - captionPx;
  const photoPx = Math.floor(Math.max(minPhotoPx, Math.min(byWidth, byHeight)));
  return { columns, count: Math.min(maxSheetPhotos, columns * rows), photoPx };
}

/** Mark on a photo before the sheet is decided; unmarked photos are approved. */
export type Mark = Rejection | { readonly outcome: "look-closer" };

export const outcomeOf = (mark: Mark | undefined): Outcome => mark ?? { outcome: "approve" };

/** Keys of the photos in their order. */
export const photoKeys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c"] as const;

interface SheetActs extends Readonly<Record<"approve" | "original" | "undo", () => void>> {
  readonly mark: (index: number) => void;
  readonly reject: (index: number) => void;
  /** Moves by so many photos. */
  readonly move: (by: number) => void;
}

export const sheetKeys = (photos: number, acts: SheetActs): readonly KeyAction[] => [
  ...photoKeys.slice(0, photos).flatMap((key, index): KeyAction[] => [
    { key, words: { zh: "标记为细看", en: "Mark to look closer" }, run: () => acts.mark(index) },
    {
      key,
      shift: true,
      words: { zh: "不通过，选择原因", en: "Reject: choose reasons" },
      run: () => acts.reject(index),
    },
  ]),
  {
    key: "Enter",
    page: true,
    words: { zh: "其余全部通过", en: "Approve the rest" },
    run: acts.approve,
  },
  {
    key: " ",
    page: true,
    words: { zh: "看原图，或看标准照", en: "Original or standard photo" },
    run: acts.original,
  },
  { key: "ArrowLeft", words: { zh: "选前一张", en: "Previous photo" }, run: () => acts.move(-1) },
  { key: "ArrowRight", words: { zh: "选后一张", en: "Next photo" }, run: () => acts.move(1) },
  undoKey(acts.undo),
];
