/** Where both pictures are looked at: one place and one magnification, in pixels of the standard photo. */
import type { Operation } from "@gradphoto/domain";

export interface View {
  /** What stands in the middle, px of the standard photo. */
  readonly centreX: number;
  readonly centreY: number;
  /** Screen pixels for one pixel of the standard photo. */
  readonly scale: number;
}

export interface SizePx {
  readonly width: number;
  readonly height: number;
}

/** How the original lies under the standard photo: `perPx` px of the original for one of the photo, from `left`, `top`. */
export interface Placing {
  readonly left: number;
  readonly top: number;
  readonly perPx: number;
}

/** From the recorded crop; null when the record names none. */
export function placingOf(operations: readonly Operation[], photo: SizePx): Placing | null {
  const crop = operations.find((operation) => operation.op === "crop");
  if (crop?.op !== "crop") return null;
  return { left: crop.params.leftPx, top: crop.params.topPx, perPx: crop.params.widthPx / photo.width };
}

/** The whole photo, with a little room around it. */
export const wholePhoto = (photo: SizePx, frame: SizePx): View => ({
  centreX: photo.width / 2,
  centreY: photo.height / 2,
  scale: Math.min(frame.width / photo.width, frame.height / photo.height) * 0.98,
});

/** The whole original: the middle and magnification at which nothing of it is cut. */
export function wholeOriginal(original: SizePx, { left, top, perPx }: Placing, frame: SizePx): View {
  const shown = { width: original.width / perPx, height: original.height / perPx };
  return {
    centreX: shown.width / 2 - left / perPx,
    centreY: shown.height / 2 - top / perPx,
    scale: Math.min(frame.width / shown.width, frame.height / shown.height) * 0.98,
  };
}

/** One pixel of the original, or of the photo where it lies nowhere, for one of the page. */
export const truePixels = (view: View, placing: Placing | null): View => ({ ...view, scale: placing?.perPx ?? 1 });

const leastScale = 0.1;
const mostScale = 24;

/** Magnifies about the point `x`, `y` of the frame, which stays where it is. */
export function zoom(view: View, factor: number, at: { readonly x: number; readonly y: number }, frame: SizePx): View {
  const scale = Math.min(mostScale, Math.max(leastScale, view.scale * factor));
  const offX = at.x - frame.width / 2;
  const offY = at.y - frame.height / 2;
  return {
    centreX: view.centreX + offX / view.scale - offX / scale,
    centreY: view.centreY + offY / view.scale - offY / scale,
    scale,
  };
}

export const pan = (view: View, byX: number, byY: number): View => ({
  ...view,
  centreX: view.centreX - byX / view.scale,
  centreY: view.centreY - byY / view.scale,
});

/** Where a picture's top left corner stands in the frame, and its magnification there. */
export function place(view: View, frame: SizePx, placing: Placing): { x: number; y: number; scale: number } {
  return {
    x: frame.width / 2 - (view.centreX + placing.left / placing.perPx) * view.scale,
    y: frame.height / 2 - (view.centreY + placing.top / placing.perPx) * view.scale,
    scale: view.scale / placing.perPx,
  };
}

/** The standard photo lies on itself. */
export const onItself: Placing = { left: 0, top: 0, perPx: 1 };
