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

/** The field as in the spec's file, and what is wrong with it. */
export interface SpecFault {
  readonly field: string;
  readonly text: Bilingual;
}

const fault = (field: string, zh: string, en: string): SpecFault => ({ field, text: { zh, en } });
const reversed = (field: string): SpecFault =>
  fault(field, "下限必须小于上限", "the lower end must be below the upper end");
const aimOutside = (field: string): SpecFault =>
  fault(field, "目标值不在允许的范围内", "the aim is outside the allowed window");

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
const mostPrint = { widthMm: 102, heightMm: 152 };

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
    const field = `geometry.${name}`;
    const mostPx =
      name === "hairTopPx" || name === "eyeLinePx" || name === "headHeightPx" ? heightPx : widthPx;
    if (isReversed(window)) return reversed(field);
    if ((window.min ?? 0) < 0 || (window.max ?? 0) > mostPx || (window.min ?? 0) >= mostPx)
      return fault(
        field,
        `超出了 ${widthPx} × ${heightPx} 像素的画面`,
        `reaches beyond the picture of ${widthPx} × ${heightPx} px`,
      );
    const leastPx = Math.ceil(((leastWindowPx[name] ?? 0) * heightPx) / measuredHeightPx);
    if ((window.max ?? mostPx) - (window.min ?? 0) < leastPx)
      return fault(
        field,
        `太窄，成品照片很难都落在里面：上下限之间至少留 ${leastPx} 像素`,
        `too narrow, standard photos would often miss it: leave at least ${leastPx} px between both ends`,
      );
  }
  const centrePx = widthPx / 2;
  return holds(geometry.faceCentreXPx, centrePx)
    ? null
    : fault(
        "geometry.faceCentreXPx",
        `必须包含画面正中的 ${centrePx} 像素`,
        `must include the middle of the picture, ${centrePx} px`,
      );
}

function aimFault({ geometry, aim, widthPx, heightPx }: Numbers): SpecFault | null {
  for (const name of ["faceWidthPx", "hairTopPx"] as const)
    if (
      !holds(
        { min: 0, max: name === "faceWidthPx" ? widthPx : heightPx, ...geometry[name] },
        aim[name],
      )
    )
      return aimOutside(`aim.${name}`);
  const eyesPx = Math.round(aim.hairTopPx + eyesBelowHair * aim.faceWidthPx);
  if (!holds({ min: 0, max: heightPx, ...geometry.eyeLinePx }, eyesPx))
    return fault(
      "geometry.eyeLinePx",
      `按裁剪目标，一般人的眼睛落在距上边 ${eyesPx} 像素处，不在这个范围内`,
      `with these aims the eyes of most people are ${eyesPx} px from the upper edge, outside this window`,
    );
  // The chin is below the eyes and inside the picture; both eyes are inside the face.
  const possible = {
    headHeightPx: { min: eyesPx - aim.hairTopPx, max: heightPx - aim.hairTopPx },
    interEyePx: { min: 0, max: aim.faceWidthPx },
  };
  for (const name of ["headHeightPx", "interEyePx"] as const)
    if (!overlap(geometry[name] ?? {}, possible[name])) return aimOutside(`geometry.${name}`);
  return null;
}

function fileFault({ file, widestFile, widthPx, heightPx }: Numbers): SpecFault | null {
  if (file.minBytes >= file.maxBytes) return reversed("file");
  if (file.minBytes >= encoderMaxBytes(file.maxBytes))
    return fault(
      "file.minBytes",
      "上限按 1 KB = 1000 字节算时，下限不小于上限",
      "is not below the upper end where 1 KB is 1000 bytes",
    );
  if (widestFile && widestFile.minBytes >= widestFile.maxBytes) return reversed("widestFile");
  if (file.aimMinBytes < file.minBytes || file.aimMinBytes > file.maxBytes)
    return aimOutside("file.aimMinBytes");
  if (widestFile && (widestFile.minBytes > file.minBytes || widestFile.maxBytes < file.maxBytes))
    return fault(
      "widestFile",
      "必须包含规格自己的文件大小",
      "must include the spec's own file size",
    );
  const finer = Math.max(1, stepsAt(usualQuality) / stepsAt(file.minQuality)) ** growth;
  const least = Math.ceil((leastBytesPerPixel * finer * widthPx * heightPx) / kilobyte);
  if (file.maxBytes < least * kilobyte)
    return fault(
      "file.maxBytes",
      `按这个尺寸和最低压缩质量，照片压不到这么小：至少 ${least * kilobyte}`,
      `photos of this size and quality do not fit into so few bytes: at least ${least * kilobyte}`,
    );
  const most = Math.floor((mostBytesPerPixel * widthPx * heightPx) / kilobyte);
  return file.minBytes > most * kilobyte
    ? fault(
        "file.minBytes",
        `这个尺寸的照片达不到这么大：最多 ${most * kilobyte}`,
        `photos of this size do not come to so many bytes: at most ${most * kilobyte}`,
      )
    : null;
}

/** Quantisation step size in percent at a quality of 50 and above, on the IJG scale. */
const stepsAt = (quality: number): number => 200 - 2 * quality;

function registryFault({ widthPx, heightPx, file }: Numbers): SpecFault | null {
  const { mostBytes, ...size } = registryPhoto;
  if (widthPx !== size.widthPx || heightPx !== size.heightPx)
    return fault(
      widthPx === size.widthPx ? "heightPx" : "widthPx",
      `学籍学历照片固定为 ${size.widthPx} × ${size.heightPx} 像素`,
      `photos for the registry are ${size.widthPx} × ${size.heightPx} px`,
    );
  return file.maxBytes > mostBytes
    ? fault(
        "file.maxBytes",
        `学籍学历照片太大会上报不了：最多 ${mostBytes}`,
        `the registry does not take larger photos: at most ${mostBytes}`,
      )
    : null;
}

function printFault({ widthPx, heightPx, dpi }: Numbers): SpecFault | null {
  const isLarger = (px: number, mostMm: number): boolean => (px / dpi) * mmPerInch > mostMm;
  const { widthMm, heightMm } = mostPrint;
  return isLarger(widthPx, widthMm) || isLarger(heightPx, heightMm)
    ? fault(
        "dpi",
        `照片印出来不能超过 ${widthMm} × ${heightMm} 毫米：减少像素或提高分辨率标记`,
        `printed, a photo may be ${widthMm} × ${heightMm} mm at most: fewer pixels or more dpi`,
      )
    : null;
}

function backgroundFault(background: Rgb): SpecFault | null {
  const lightness = Math.floor(lightnessOf(background));
  return lightness < leastLightness
    ? fault(
        "background",
        `证件照的背景要浅：明度是 ${lightness}，不能低于 ${leastLightness}`,
        `certificates want a light background: its lightness is ${lightness}, and ${leastLightness} is the least`,
      )
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
