/** View shared by both pictures: one position and one magnification, in pixels of the standard photo. */
import { type Geometry, keysOf, type Operation } from "@gradphoto/domain";
import { type RefObject, useCallback, useEffect, useState } from "react";
import type { Task } from "./use-tasks.ts";

export interface View {
  /** Centre of the view, px of the standard photo. */
  readonly centreX: number;
  readonly centreY: number;
  /** Screen pixels per pixel of the standard photo. */
  readonly scale: number;
}

export interface SizePx {
  readonly width: number;
  readonly height: number;
}

/**
 * Placement of the original under the standard photo: `perPx` px of the original per px of the photo, from `left`,
 * `top`.
 */
export interface Placement {
  readonly left: number;
  readonly top: number;
  readonly perPx: number;
}

/** From the recorded crop; null when the record has none. */
export function placementOf(operations: readonly Operation[], photo: SizePx): Placement | null {
  const crop = operations.find((operation) => operation.op === "crop");
  if (crop?.op !== "crop") return null;
  return {
    left: crop.params.leftPx,
    top: crop.params.topPx,
    perPx: crop.params.widthPx / photo.width,
  };
}

/** Up to this scale, true pixels are more useful than a slightly larger photo. */
const nearTrueScale = 1.15;

/** The full photo with a small margin; in true pixels where the frame is about as large. */
export function fitPhoto(photo: SizePx, frame: SizePx): View {
  const fitting = Math.min(frame.width / photo.width, frame.height / photo.height);
  const scale = fitting >= 1 && fitting <= nearTrueScale ? 1 : fitting * 0.98;
  return { centreX: photo.width / 2, centreY: photo.height / 2, scale };
}

/** View in which the full original is visible. */
export function fitOriginal(
  original: SizePx,
  { left, top, perPx }: Placement,
  frame: SizePx,
): View {
  const visible = { width: original.width / perPx, height: original.height / perPx };
  return {
    centreX: visible.width / 2 - left / perPx,
    centreY: visible.height / 2 - top / perPx,
    scale: Math.min(frame.width / visible.width, frame.height / visible.height) * 0.98,
  };
}

/** One pixel of the original per screen pixel; of the photo where there is no placing. */
export const truePixels = (view: View, placing: Placement | null): View => ({
  ...view,
  scale: placing?.perPx ?? 1,
});

const minScale = 0.1;
const maxScale = 24;

/** Magnifies about the point `x`, `y` of the frame, which stays fixed. */
export function zoom(
  view: View,
  factor: number,
  at: { readonly x: number; readonly y: number },
  frame: SizePx,
): View {
  const scale = Math.min(maxScale, Math.max(minScale, view.scale * factor));
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

/** Position of a picture's top left corner in the frame, and its magnification there. */
export function place(
  view: View,
  frame: SizePx,
  placing: Placement,
): { x: number; y: number; scale: number } {
  return {
    x: frame.width / 2 - (view.centreX + placing.left / placing.perPx) * view.scale,
    y: frame.height / 2 - (view.centreY + placing.top / placing.perPx) * view.scale,
    scale: view.scale / placing.perPx,
  };
}

/** Placement of the standard photo on itself. */
export const identityPlacement: Placement = { left: 0, top: 0, perPx: 1 };

interface Spot {
  /** From the centre of the face, in face widths. */
  readonly right?: number;
  /** Below the line of the eyes, or where it says so below the hair top, in distances between the pupils. */
  readonly down: number;
  readonly from?: "hair";
  /** Visible width, in face widths. */
  readonly width: number | "eyes";
}

/**
 * Close-ups on a standard photo: the parts that clauses mention, located from measurements. The mouth is 1.1 below the
 * eyes, the chin 1.9, the collar 2.6 (proportions of an adult face; good enough for viewing, never for measuring).
 */
const spots = {
  eyes: { down: 0, width: "eyes" },
  ears: { down: 0.4, width: 1.5 },
  mouth: { down: 1.1, width: 0.7 },
  collar: { down: 2.6, width: 1.5 },
  crown: { from: "hair", down: 0.3, width: 1.4 },
  "left-edge": { right: -0.7, down: 1, width: 0.7 },
  "right-edge": { right: 0.7, down: 1, width: 0.7 },
} as const satisfies Readonly<Record<string, Spot>>;

type Place = keyof typeof spots;
export const places = keysOf(spots);

export function closeUp(place: Place, geometry: Geometry, frame: SizePx): View {
  const { faceCentreXPx, eyeLinePx, faceWidthPx, hairTopPx, interEyePx } = geometry;
  const { right = 0, down, from, width }: Spot = spots[place];
  return {
    centreX: faceCentreXPx + right * faceWidthPx,
    centreY: (from === "hair" ? hairTopPx : eyeLinePx) + down * interEyePx,
    scale: frame.width / (width === "eyes" ? 1.9 * interEyePx : width * faceWidthPx),
  };
}

/** `pixels`: one pixel of the original per screen pixel, at any position. */
export type ViewMode = "photo" | "original" | "pixels" | Place;

export type ViewControls = ReturnType<typeof useView>;

export function useView({ report }: Task, { size: frame, measured }: Frame) {
  const [stored, setStored] = useState<{ readonly frame: SizePx; readonly view: View } | null>(
    null,
  );
  const photoSize: SizePx = report.output ?? { width: 480, height: 640 };
  /** null: the record has no crop, and the original cannot be aligned with the photo. */
  const placing = placementOf(report.operations, photoSize);
  // A frame of another size resets the view to the full photo.
  const view = frame && (stored?.frame === frame ? stored.view : fitPhoto(photoSize, frame));
  const change = (next: (view: View, frame: SizePx) => View): void => {
    if (!frame) return;
    setStored((last) => {
      const now = last?.frame === frame ? last.view : fitPhoto(photoSize, frame);
      return { frame, view: next(now, frame) };
    });
  };
  const viewAt = (at: ViewMode, now: View, size: SizePx): View => {
    if (at === "photo") return fitPhoto(photoSize, size);
    if (at === "original") return placing ? fitOriginal(report.source, placing, size) : now;
    if (at === "pixels") return truePixels(now, placing);
    return report.geometry ? closeUp(at, report.geometry, size) : now;
  };
  return {
    ...{ view, frame, measured, photoSize, placing, change },
    look: (at: ViewMode): void => change((now, size) => viewAt(at, now, size)),
    /** Zooms about the centre. */
    zoomBy: (factor: number): void =>
      change((now, size) => zoom(now, factor, { x: size.width / 2, y: size.height / 2 }, size)),
  };
}

export interface Frame {
  /** null until it was measured. */
  readonly size: SizePx | null;
  readonly measured: (size: SizePx) => void;
}

/** Size of the frames of photos, stored from one task to the next so that each is painted at once. */
export function useFrame(): Frame {
  const [size, setSize] = useState<SizePx | null>(null);
  // The same size changes nothing, so the reviewer keeps the current view.
  const measured = useCallback((now: SizePx): void => {
    setSize((last) =>
      last && last.width === now.width && last.height === now.height ? last : now,
    );
  }, []);
  return { size, measured };
}

export function useMeasured(
  box: RefObject<HTMLElement | null>,
  measured: Frame["measured"] | undefined,
): void {
  useEffect(() => {
    const element = box.current;
    if (!element || !measured) return;
    const watch = new ResizeObserver(() =>
      measured({ width: element.clientWidth, height: element.clientHeight }),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [box, measured]);
}
