/** Conversion of a spec draft between its form, where people type kilobytes and a colour code, and the service. */
import type { Bilingual, GeometryWindows, OwnPhotoSpec, Rgb, Window } from "@gradphoto/domain";
import { colourCodeOf } from "../parts/photo-spec/spec-words.ts";

/** Value of an end that may stay open. */
type End = number | null | undefined;

interface Ends {
  readonly min?: End;
  readonly max?: End;
}

export interface EnteredSpec {
  readonly name: string;
  readonly source: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Colour code such as #64c5ff. */
  readonly colour: string;
  readonly fileKb: { readonly min: number; readonly max: number; readonly aim: number };
  readonly widestKb: Ends;
  readonly geometry: Readonly<Record<keyof GeometryWindows, Ends>>;
  readonly aim: OwnPhotoSpec["aim"];
  readonly maxScale: number;
}

const bytesPerKb = 1024;
const bytesOf = (kilobytes: number): number => Math.round(kilobytes * bytesPerKb);

export const colourCode = /^#[0-9a-f]{6}$/i;

function rgbOf(colour: string): Rgb {
  const code = Number.parseInt(colour.slice(1), 16);
  return { r: code >> 16, g: (code >> 8) & 255, b: code & 255 };
}

/** The name stays empty: the person must choose one, since no two specs share a name. */
export const enteredFrom = ({
  source,
  widthPx,
  heightPx,
  geometry,
  ...draft
}: OwnPhotoSpec): Omit<EnteredSpec, "name"> => ({
  ...{ source: source.zh, widthPx, heightPx, aim: draft.aim, maxScale: draft.maxScale },
  colour: colourCodeOf(draft.background),
  fileKb: {
    min: draft.file.minBytes / bytesPerKb,
    max: draft.file.maxBytes / bytesPerKb,
    aim: draft.file.aimMinBytes / bytesPerKb,
  },
  widestKb: draft.widestFile
    ? { min: draft.widestFile.minBytes / bytesPerKb, max: draft.widestFile.maxBytes / bytesPerKb }
    : {},
  geometry: { ...geometry, headHeightPx: geometry.headHeightPx ?? {}, interEyePx: geometry.interEyePx ?? {} },
});

const windowOf = ({ min, max }: Ends): Window => ({
  ...(typeof min === "number" && { min }),
  ...(typeof max === "number" && { max }),
});

const isOpen = (ends: Ends): boolean => Object.keys(windowOf(ends)).length === 0;

/** True when only one end is set, for a window that needs both or none. */
export const isHalf = ({ min, max }: Ends): boolean => (typeof min === "number") !== (typeof max === "number");

/** The draft takes Chinese only; an unchanged text keeps its English. */
const inBoth = (text: string, from?: Bilingual): Bilingual => (from?.zh === text ? from : { zh: text, en: text });

/** Density and lowest quality come from the spec from which the draft started. */
export function specFrom(entered: EnteredSpec, from: OwnPhotoSpec): OwnPhotoSpec {
  const { dpi, file, draftedFrom } = from;
  const { name, source, widthPx, heightPx, colour, fileKb, widestKb, geometry, aim, maxScale } = entered;
  const { headHeightPx, interEyePx } = geometry;
  return {
    ...{ name: inBoth(name), source: inBoth(source, from.source), widthPx, heightPx, dpi, background: rgbOf(colour) },
    file: {
      minBytes: bytesOf(fileKb.min),
      maxBytes: bytesOf(fileKb.max),
      aimMinBytes: bytesOf(fileKb.aim),
      minQuality: file.minQuality,
    },
    ...(typeof widestKb.min === "number" &&
      typeof widestKb.max === "number" && {
        widestFile: { minBytes: bytesOf(widestKb.min), maxBytes: bytesOf(widestKb.max) },
      }),
    geometry: {
      hairTopPx: windowOf(geometry.hairTopPx),
      eyeLinePx: windowOf(geometry.eyeLinePx),
      faceWidthPx: windowOf(geometry.faceWidthPx),
      faceCentreXPx: windowOf(geometry.faceCentreXPx),
      ...(!isOpen(headHeightPx) && { headHeightPx: windowOf(headHeightPx) }),
      ...(!isOpen(interEyePx) && { interEyePx: windowOf(interEyePx) }),
    },
    aim,
    maxScale,
    draftedFrom,
  };
}

/** Whether every number is set; an incomplete draft is not drawn. */
export function isInteger(entered: EnteredSpec): boolean {
  const { widthPx, heightPx, colour, fileKb, widestKb, aim, maxScale } = entered;
  const numbers: readonly unknown[] = [
    ...[widthPx, heightPx, maxScale],
    ...[fileKb.min, fileKb.max, fileKb.aim, aim.faceWidthPx, aim.hairTopPx],
  ];
  return numbers.every((one) => typeof one === "number") && colourCode.test(colour) && !isHalf(widestKb);
}
