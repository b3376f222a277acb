/** Whether the numbers of a spec go together, so that a usual photo can meet them; the first that does not. */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";
import type { Window } from "../core/window.ts";
import type { GeometryWindows, PhotoSpec, Rgb } from "./photo-spec.ts";

export const geometryWords = {
  hairTopPx: { zh: "头顶距上边", en: "Hair top from the upper edge" },
  eyeLinePx: { zh: "眼睛距上边", en: "Eyes from the upper edge" },
  faceWidthPx: { zh: "脸宽", en: "Face width" },
  faceCentreXPx: { zh: "脸部中线距左边", en: "Middle of the face from the left edge" },
  headHeightPx: { zh: "头顶到下巴", en: "Hair top to chin" },
  interEyePx: { zh: "两眼间距", en: "Between the eyes" },
} as const satisfies Readonly<Record<keyof GeometryWindows, Bilingual>>;

export const allGeometryWindows = keysOf(geometryWords);

const fileWords: Bilingual = { zh: "文件大小", en: "File size" };
const widestWords: Bilingual = { zh: "项目最多可放宽到", en: "A project may widen it to" };

export type SpecFault =
  | { readonly code: "photo-spec-window-reversed"; readonly details: { readonly window: Bilingual } }
  | {
      readonly code: "photo-spec-window-outside";
      readonly details: { readonly window: Bilingual; readonly widthPx: number; readonly heightPx: number };
    }
  | { readonly code: "photo-spec-aim-outside"; readonly details: { readonly window: Bilingual } }
  | { readonly code: "photo-spec-eyes-missed"; readonly details: { readonly eyesPx: number } }
  | { readonly code: "photo-spec-widest-narrower"; readonly details: Readonly<Record<string, never>> }
  | {
      readonly code: "photo-spec-file-too-small" | "photo-spec-file-unreachable";
      readonly details: { readonly kilobytes: number };
    }
  | {
      readonly code: "photo-spec-background-dark";
      readonly details: { readonly lightness: number; readonly leastLightness: number };
    }
  | {
      readonly code: "photo-spec-print-too-large";
      readonly details: { readonly mostWidthMm: number; readonly mostHeightMm: number };
    };

type Numbers = Omit<PhotoSpec, "id" | "limits">;

/** Our choice: a little below the darkest background that is shipped, light blue with 76. */
const leastLightness = 70;
/** Half of what the tightest shipped spec leaves, and twice what the heaviest asks for: 0.13 and 0.17 bytes a pixel. */
const leastBytesPerPixel = 0.065;
const mostBytesPerPixel = 0.34;
/** The eyes lie so far below the hair top, in face widths, in the median face. */
const eyesBelowHair = 0.95;
/** Paper of 6 inches: the print sheets hold one. */
const mostPrint = { mostWidthMm: 102, mostHeightMm: 152 };

const mmPerInch = 25.4;
const kilobyte = 1024;

const isReversed = ({ min = -Infinity, max = Infinity }: Window): boolean => min >= max;
const holds = ({ min = -Infinity, max = Infinity }: Window, value: number): boolean => min <= value && value <= max;

export const specFault = (spec: Numbers): SpecFault | null =>
  geometryFault(spec) ?? aimFault(spec) ?? fileFault(spec) ?? printFault(spec) ?? backgroundFault(spec.background);

function geometryFault({ geometry, widthPx, heightPx }: Numbers): SpecFault | null {
  for (const name of allGeometryWindows) {
    const window: Window = geometry[name] ?? {};
    const mostPx = name === "hairTopPx" || name === "eyeLinePx" || name === "headHeightPx" ? heightPx : widthPx;
    if (isReversed(window)) return { code: "photo-spec-window-reversed", details: { window: geometryWords[name] } };
    if ((window.min ?? 0) < 0 || (window.max ?? 0) > mostPx || (window.min ?? 0) >= mostPx)
      return { code: "photo-spec-window-outside", details: { window: geometryWords[name], widthPx, heightPx } };
  }
  return null;
}

function aimFault({ geometry, aim, widthPx, heightPx }: Numbers): SpecFault | null {
  for (const name of ["faceWidthPx", "hairTopPx"] as const)
    if (!holds({ min: 0, max: name === "faceWidthPx" ? widthPx : heightPx, ...geometry[name] }, aim[name]))
      return { code: "photo-spec-aim-outside", details: { window: geometryWords[name] } };
  const eyesPx = Math.round(aim.hairTopPx + eyesBelowHair * aim.faceWidthPx);
  return holds({ min: 0, max: heightPx, ...geometry.eyeLinePx }, eyesPx)
    ? null
    : { code: "photo-spec-eyes-missed", details: { eyesPx } };
}

function fileFault({ file, widestFile, widthPx, heightPx }: Numbers): SpecFault | null {
  const reversed = (window: Bilingual): SpecFault => ({ code: "photo-spec-window-reversed", details: { window } });
  if (file.minBytes >= file.maxBytes) return reversed(fileWords);
  if (widestFile && widestFile.minBytes >= widestFile.maxBytes) return reversed(widestWords);
  if (file.aimMinBytes < file.minBytes || file.aimMinBytes > file.maxBytes)
    return { code: "photo-spec-aim-outside", details: { window: fileWords } };
  if (widestFile && (widestFile.minBytes > file.minBytes || widestFile.maxBytes < file.maxBytes))
    return { code: "photo-spec-widest-narrower", details: {} };
  const least = Math.ceil((leastBytesPerPixel * widthPx * heightPx) / kilobyte);
  if (file.maxBytes < least * kilobyte) return { code: "photo-spec-file-too-small", details: { kilobytes: least } };
  const most = Math.floor((mostBytesPerPixel * widthPx * heightPx) / kilobyte);
  return file.minBytes > most * kilobyte ? { code: "photo-spec-file-unreachable", details: { kilobytes: most } } : null;
}

function printFault({ widthPx, heightPx, dpi }: Numbers): SpecFault | null {
  const isLarger = (px: number, mostMm: number): boolean => (px / dpi) * mmPerInch > mostMm;
  return isLarger(widthPx, mostPrint.mostWidthMm) || isLarger(heightPx, mostPrint.mostHeightMm)
    ? { code: "photo-spec-print-too-large", details: mostPrint }
    : null;
}

function backgroundFault(background: Rgb): SpecFault | null {
  const lightness = Math.floor(lightnessOf(background));
  return lightness < leastLightness
    ? { code: "photo-spec-background-dark", details: { lightness, leastLightness } }
    : null;
}

/** CIE L* of an sRGB colour, 0 to 100. */
export function lightnessOf({ r, g, b }: Rgb): number {
  const linear = (code: number): number => {
    const share = code / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  return luminance > 216 / 24389 ? 116 * Math.cbrt(luminance) - 16 : (24389 / 27) * luminance;
}
