/** Rows of text for a spec: its sizes and windows, and the limits of its checks. */
import {
  allCheckIds,
  allGeometryWindows,
  type CheckId,
  type CheckRow,
  checkRows,
  checkWords,
  exactFigure,
  geometryWords,
  limitsOf,
  type NamedPhotoSpec,
  rangeWords,
  type Unit,
  unitWords,
  type Window,
} from "@gradphoto/domain";
import type { ReactNode } from "react";
import { millimetres } from "../../lib/amounts.ts";
import { inBrackets, useTranslate, useWords } from "../../lib/words.ts";
import { colourCodeOf, specWords } from "./spec-words.ts";

/** Text of one item of a spec: a plain form for comparison, and the form to display. */
export interface Text {
  readonly text: string;
  readonly content: ReactNode;
}

export interface SpecRow {
  readonly key: string;
  readonly name: string;
  readonly of: (spec: NamedPhotoSpec) => Text;
}

const plain = (text: string): Text => ({ text, content: text });
const mmPerInch = 25.4;

/** Formats a window; "—" where there is none. */
function useRange(): (window: Window | undefined, unit: Unit) => string {
  const translate = useTranslate();
  const t = useWords(specWords);
  return (window, unit) =>
    window === undefined ? t.none : translate(rangeWords(window, unit, exactFigure)).trim();
}

/** Shorter form for a drawing: "50–110 px". */
export function useShortRange(): (window: Window, unit: Unit) => string {
  const translate = useTranslate();
  const range = useRange();
  return (window, unit) =>
    window.min === undefined || window.max === undefined
      ? range(window, unit)
      : `${exactFigure(window.min, unit)}–${exactFigure(window.max, unit)}${translate(unitWords[unit].suffix)}`;
}

/** Size, background, file and geometry. */
export function useNumberRows(): readonly SpecRow[] {
  const t = useWords(specWords);
  const translate = useTranslate();
  const range = useRange();
  const window = (
    key: string,
    name: string,
    unit: Unit,
    of: (spec: NamedPhotoSpec) => Window | undefined,
  ): SpecRow => ({
    key,
    name,
    of: (spec) => plain(range(of(spec), unit)),
  });
  const text = (key: string, name: string, of: (spec: NamedPhotoSpec) => string): SpecRow => ({
    key,
    name,
    of: (spec) => plain(of(spec)),
  });
  const mm = (px: number, dpi: number): number => (px / dpi) * mmPerInch;
  return [
    text("size", t.size, ({ widthPx, heightPx }) => `${widthPx} × ${heightPx}`),
    text(
      "print",
      t.print,
      ({ widthPx, heightPx, dpi }) => `${millimetres(mm(widthPx, dpi), mm(heightPx, dpi))} mm`,
    ),
    text("dpi", t.dpi, ({ dpi }) => `${dpi} dpi`),
    { key: "background", name: t.background, of: ({ background }) => colour(background) },
    window("file", t.file, "bytes", ({ file }) => ({ min: file.minBytes, max: file.maxBytes })),
    window("widest-file", t.widestFile, "bytes", ({ widestFile }) =>
      widestFile === undefined ? undefined : { min: widestFile.minBytes, max: widestFile.maxBytes },
    ),
    window("aim-file", t.aimFile, "bytes", ({ file }) => ({ min: file.aimMinBytes })),
    window("quality", t.quality, "count", ({ file }) => ({ min: file.minQuality })),
    ...allGeometryWindows.map((name) =>
      window(name, translate(geometryWords[name]), "px", ({ geometry }) => geometry[name]),
    ),
    text("aim", t.aim, ({ aim }) => t.aimText(aim.faceWidthPx, aim.hairTopPx)),
    text("scale", t.scale, ({ maxScale }) => `× ${maxScale}`),
    text("source", t.source, ({ source }) => translate(source)),
  ];
}

function colour({ r, g, b }: NamedPhotoSpec["background"]): Text {
  const text = `RGB ${r}, ${g}, ${b} · ${colourCodeOf({ r, g, b })}`;
  return {
    text,
    content: (
      <>
        <span
          className="specs-chip"
          style={{ background: `rgb(${r} ${g} ${b})` }}
          aria-hidden="true"
        />
        {text}
      </>
    ),
  };
}

export interface JudgedCheck {
  readonly check: CheckId;
  readonly title: string;
  readonly quantity: string;
  /** Explanation of the unit, in brackets, where the number is not clear without it. */
  readonly note: string | null;
  readonly refuses: (spec: NamedPhotoSpec) => string;
  readonly notes: (spec: NamedPhotoSpec) => string;
}

/** True when the limit allows nothing at all of what is measured. */
const isNothing = ({ min, max }: Window): boolean => min === undefined && max === 0;

/** True for a window of shares that every photo satisfies. */
const holdsAllShares = ({ min = 0, max = 1 }: Window): boolean => min <= 0 && max >= 1;

/** Every check with its limits, in reading order. */
export function useJudgedChecks(): readonly JudgedCheck[] {
  const translate = useTranslate();
  const t = useWords(specWords);
  const range = useRange();
  const limit = (window: Window | undefined, unit: Unit): string => {
    if (window === undefined) return t.none;
    if (isNothing(window)) return t.mustNotOccur;
    return unit === "share" && holdsAllShares(window) ? t.notChecked : range(window, unit);
  };
  return allCheckIds.map((check) => {
    const { unit, requirement }: CheckRow = checkRows[check];
    const { title, quantity } = checkWords[check];
    const { note } = unitWords[unit];
    return {
      check,
      title: translate(title),
      quantity: translate(quantity),
      note: note === undefined ? null : translate(inBrackets(note)),
      refuses: (spec) =>
        requirement ? translate(requirement.fail) : limit(limitsOf(check, spec).fail, unit),
      notes: (spec) =>
        requirement ? translate(requirement.warn) : limit(limitsOf(check, spec).warn, unit),
    };
  });
}
