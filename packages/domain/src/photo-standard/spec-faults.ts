/**
 * Checks that the numbers of a spec are consistent, so that an ordinary photo can meet them; returns the first fault.
 */
import type { Bilingual } from "../core/bilingual.ts";
import { keysOf } from "../core/is-key-of.ts";
import type { Window } from "./finding.ts";
import { encoderMaxBytes, type GeometryWindows, type PhotoSpec, type Rgb } from "./photo-spec.ts";
import type { PhotoSpecId } from "./photo-specs.ts";

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
const encoderWords: Bilingual = {
  zh: "文件大小（上限按 1 KB = 1000 字节算）",
  en: "File size (its upper end at 1000 bytes per KB)",
};
const widestWords: Bilingual = { zh: "项目最多可放宽到", en: "A project may widen it to" };

export type SpecFault =
  | {
      readonly code: "photo-spec-window-reversed";
      readonly details: { readonly window: Bilingual };
    }
  | {
      readonly code: "photo-spec-window-outside";
      readonly details: {
        readonly window: Bilingual;
        readonly widthPx: number;
        readonly heightPx: number;
      };
    }
  | { readonly code: "photo-spec-aim-outside"; readonly details: { readonly window: Bilingual } }
  | {
      readonly code: "photo-spec-window-narrow";
      readonly details: { readonly window: Bilingual; readonly leastPx: number };
    }
  | { readonly code: "photo-spec-centre-missed"; readonly details: { readonly centrePx: number } }
  | { readonly code: "photo-spec-eyes-missed"; readonly details: { readonly eyesPx: number } }
  | {
      readonly code: "photo-spec-widest-narrower";
      readonly details: Readonly<Record<string, never>>;
    }
  | {
      readonly code: "photo-spec-file-too-small" | "photo-spec-file-unreachable";
      readonly details: { readonly kilobytes: number };
    }
  | {
      readonly code: "photo-spec-registry-size";
      readonly details: { readonly widthPx: number; readonly heightPx: number };
    }
  | { readonly code: "photo-spec-registry-file"; readonly details: { readonly kilobytes: number } }
  | {
      readonly code: "photo-spec-background-dark";
      readonly details: { readonly lightness: number; readonly leastLightness: number };
    }
  | {
      readonly code: "photo-spec-print-too-large";
      readonly details: { readonly mostWidthMm: number; readonly mostHeightMm: number };
    };

type Numbers = Omit<PhotoSpec, "id" | "limits">;

/** Our choice: slightly below the darkest shipped background, light blue with 76. */
const leastLightness = 70;
/**
 * Total deviation, below plus above, of a finished photo from the prediction of the crop, at 640 px of height:
 * `foretoldPx` of the engine's solve-crop.ts. A photo meets a narrower window only by chance.
 */
const leastWindowPx: Readonly<Partial<Record<keyof GeometryWindows, number>>> = {
  hairTopPx: 9,
  eyeLinePx: 1.5,
  faceWidthPx: 8,
  headHeightPx: 11.5,
  interEyePx: 2.5,
};
const measuredHeightPx = 640;
/**
 * Half of what the tightest shipped spec allows, and twice what the largest requires: 0.13 and 0.17 bytes per pixel.
 */
const leastBytesPerPixel = 0.065;
const mostBytesPerPixel = 0.34;
/** The lowest quality of the shipped specs, to which the numbers above refer. */
const usualQuality = 60;
/**
 * Exponent by which bytes grow with finer quantisation; chosen, not measured. Quality 90 gives 2.3 times the bytes of
 * `usualQuality`.
 */
const growth = 0.6;
/** Limits of the registry: its standard photo, in at most 400,000 characters of base64. */
const registryPhoto = { widthPx: 480, heightPx: 640, mostBytes: 300_000 };
/** Median distance of the eyes below the hair top, in face widths. */
const eyesBelowHair = 0.95;
/** Size of 6-inch paper: a print sheet holds no larger photo. */
const mostPrint = { mostWidthMm: 102, mostHeightMm: 152 };

const mmPerInch = 25.4;
const kilobyte = 1024;

const isReversed = ({ min = -Infinity, max = Infinity }: Window): boolean => min >= max;
const holds = ({ min = -Infinity, max = Infinity }: Window, value: number): boolean =>
  min <= value && value <= max;

const overlap = ({ min = -Infinity, max = Infinity }: Window, other: Required<Window>): boolean =>
  min < other.max && other.min < max;

/** `shipped`: the shipped spec that it is or derives from. */
export const specFault = (spec: Numbers, shipped: PhotoSpecId): SpecFault | null =>
  geometryFault(spec) ??
  aimFault(spec) ??
  fileFault(spec) ??
  printFault(spec) ??
  backgroundFault(spec.background) ??
  (shipped.startsWith("chsi-") ? registryFault(spec) : null);

function geometryFault({ geometry, widthPx, heightPx }: Numbers): SpecFault | null {
  for (const name of allGeometryWindows) {
    const window: Window = geometry[name] ?? {};
    const mostPx =
      name === "hairTopPx" || name === "eyeLinePx" || name === "headHeightPx" ? heightPx : widthPx;
    if (isReversed(window))
      return { code: "photo-spec-window-reversed", details: { window: geometryWords[name] } };
    if ((window.min ?? 0) < 0 || (window.max ?? 0) > mostPx || (window.min ?? 0) >= mostPx)
      return {
        code: "photo-spec-window-outside",
        details: { window: geometryWords[name], widthPx, heightPx },
      };
    const leastPx = Math.ceil(((leastWindowPx[name] ?? 0) * heightPx) / measuredHeightPx);
    if ((window.max ?? mostPx) - (window.min ?? 0) < leastPx)
      return {
        code: "photo-spec-window-narrow",
        details: { window: geometryWords[name], leastPx },
      };
  }
  const centrePx = widthPx / 2;
  return holds(geometry.faceCentreXPx, centrePx)
    ? null
    : { code: "photo-spec-centre-missed", details: { centrePx } };
}

function aimFault({ geometry, aim, widthPx, heightPx }: Numbers): SpecFault | null {
  for (const name of ["faceWidthPx", "hairTopPx"] as const)
    if (
      !holds(
        { min: 0, max: name === "faceWidthPx" ? widthPx : heightPx, ...geometry[name] },
        aim[name],
      )
    )
      return { code: "photo-spec-aim-outside", details: { window: geometryWords[name] } };
  const eyesPx = Math.round(aim.hairTopPx + eyesBelowHair * aim.faceWidthPx);
  if (!holds({ min: 0, max: heightPx, ...geometry.eyeLinePx }, eyesPx))
    return { code: "photo-spec-eyes-missed", details: { eyesPx } };
  // The chin is below the eyes and inside the picture; both eyes are inside the face.
  const possible = {
    headHeightPx: { min: eyesPx - aim.hairTopPx, max: heightPx - aim.hairTopPx },
    interEyePx: { min: 0, max: aim.faceWidthPx },
  };
  for (const name of ["headHeightPx", "interEyePx"] as const)
    if (!overlap(geometry[name] ?? {}, possible[name]))
      return { code: "photo-spec-aim-outside", details: { window: geometryWords[name] } };
  return null;
}

function fileFault({ file, widestFile, widthPx, heightPx }: Numbers): SpecFault | null {
  const reversed = (window: Bilingual): SpecFault => ({
    code: "photo-spec-window-reversed",
    details: { window },
  });
  if (file.minBytes >= file.maxBytes) return reversed(fileWords);
  if (file.minBytes >= encoderMaxBytes(file.maxBytes)) return reversed(encoderWords);
  if (widestFile && widestFile.minBytes >= widestFile.maxBytes) return reversed(widestWords);
  if (file.aimMinBytes < file.minBytes || file.aimMinBytes > file.maxBytes)
    return { code: "photo-spec-aim-outside", details: { window: fileWords } };
  if (widestFile && (widestFile.minBytes > file.minBytes || widestFile.maxBytes < file.maxBytes))
    return { code: "photo-spec-widest-narrower", details: {} };
  const finer = Math.max(1, stepsAt(usualQuality) / stepsAt(file.minQuality)) ** growth;
  const least = Math.ceil((leastBytesPerPixel * finer * widthPx * heightPx) / kilobyte);
  if (file.maxBytes < least * kilobyte)
    return { code: "photo-spec-file-too-small", details: { kilobytes: least } };
  const most = Math.floor((mostBytesPerPixel * widthPx * heightPx) / kilobyte);
  return file.minBytes > most * kilobyte
    ? { code: "photo-spec-file-unreachable", details: { kilobytes: most } }
    : null;
}

/** Quantisation step size in percent at a quality of 50 and above, on the IJG scale. */
const stepsAt = (quality: number): number => 200 - 2 * quality;

function registryFault({ widthPx, heightPx, file }: Numbers): SpecFault | null {
  const { mostBytes, ...size } = registryPhoto;
  if (widthPx !== size.widthPx || heightPx !== size.heightPx)
    return { code: "photo-spec-registry-size", details: size };
  return file.maxBytes > mostBytes
    ? { code: "photo-spec-registry-file", details: { kilobytes: Math.floor(mostBytes / kilobyte) } }
    : null;
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
