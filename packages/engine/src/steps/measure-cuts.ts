/** How much of the person the picture's own edges cut off inside the frame. */
import { type ClassMap, personClass } from "../models/person-classes.ts";
import type { Raster } from "../ports.ts";
import { classAt } from "../subject/class-shares.ts";
import type { Crop } from "../subject/subject.ts";

export interface Cuts {
  readonly missingRowsPx: number;
  readonly topCutPx: number;
  readonly sideCutPx: number;
}

const stepPx = 2;

/** All in output pixels; a side counts only where the frame reaches beyond it. */
export function measureCuts({ rect, scale }: Crop, classes: ClassMap, picture: Raster): Cuts {
  const shown = (x: number, y: number): boolean => classAt(classes, { x, y }, personClass.background) < 0.5;
  const step = stepPx / scale;
  const along = (from: number, to: number, isPerson: (at: number) => boolean): number => {
    let count = 0;
    for (let at = from; at < to; at += step) if (isPerson(at)) count++;
    return count * stepPx;
  };
  const left = Math.max(0, rect.left);
  const right = Math.min(picture.width, rect.left + rect.width);
  const top = Math.max(0, rect.top);
  const bottom = Math.min(picture.height, rect.top + rect.height);
  const inset = 0.5 / scale;
  const sideAt = (x: number): number => along(top, bottom, (y) => shown(x, y));
  const slackPx = 1;
  return {
    missingRowsPx: Math.max(0, (rect.top + rect.height - picture.height) * scale),
    topCutPx: rect.top < -slackPx ? along(left, right, (x) => shown(x, inset)) : 0,
    sideCutPx: Math.max(
      rect.left < -slackPx ? sideAt(inset) : 0,
      rect.left + rect.width > picture.width + slackPx ? sideAt(picture.width - 1 - inset) : 0,
    ),
  };
}
