/** Operator-defined specs: drafted in the console from an existing spec, immutable once in force. */
import type { Bilingual } from "../core/bilingual.ts";
import type { Window } from "./finding.ts";
import type { NamedPhotoSpec } from "./photo-spec.ts";
import { allPhotoSpecIds, type PhotoSpecId, photoSpecOf } from "./photo-specs.ts";
import { allGeometryWindows, geometryWords } from "./spec-faults.ts";
import { exactFigure, rangeWords } from "./unit-words.ts";

/** Begins with the id of the shipped spec that it derives from, which determines its checks and its project kind. */
export type OwnPhotoSpecId = `${PhotoSpecId}.${string}`;

export type AnyPhotoSpecId = PhotoSpecId | OwnPhotoSpecId;

/** Everything that a draft may change, and the spec that it started from. */
export interface OwnPhotoSpec extends Omit<NamedPhotoSpec, "id" | "limits"> {
  readonly draftedFrom: string;
  /** No longer offered to new projects. */
  readonly retired?: boolean;
}

/** A spec that projects can use: shipped or operator-defined. */
export interface StoredPhotoSpec {
  readonly spec: NamedPhotoSpec;
  /** null: shipped. */
  readonly draftedFrom: string | null;
  readonly isRetired: boolean;
}

/** The shipped spec that an id belongs to or derives from; null: none. */
export const shippedSpecIdOf = (id: string): PhotoSpecId | null =>
  allPhotoSpecIds.find((shipped) => id === shipped || id.startsWith(`${shipped}.`)) ?? null;

export const isOwnPhotoSpecId = (id: string): id is OwnPhotoSpecId =>
  shippedSpecIdOf(id) !== null &&
  /^[a-z0-9-]+\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);

export const isPhotoSpecId = (id: string): id is AnyPhotoSpecId =>
  isOwnPhotoSpecId(id) || allPhotoSpecIds.some((shipped) => shipped === id);

/** Builds the id from a uuid generated for the spec. */
export function ownPhotoSpecId(draftedFrom: string, uuid: string): OwnPhotoSpecId {
  const shipped = shippedSpecIdOf(draftedFrom);
  if (shipped === null) throw new Error(`No photo spec has the id "${draftedFrom}"`);
  return `${shipped}.${uuid}`;
}

/** Initial values of a draft. */
export const draftOf = ({ id, limits: _, ...same }: NamedPhotoSpec): OwnPhotoSpec => ({
  ...same,
  draftedFrom: id,
});

/** Initial value before operators confirm one, without a name. null: no operator-defined spec can have that id. */
export function initialOwnSpec(id: string): OwnPhotoSpec | null {
  const shipped = isOwnPhotoSpecId(id) ? shippedSpecIdOf(id) : null;
  if (shipped === null) return null;
  return { ...draftOf(photoSpecOf(shipped)), name: { zh: "", en: "" }, retired: true };
}

export function parsedOwnSpec(
  id: string,
  { draftedFrom, retired = false, ...own }: OwnPhotoSpec,
): StoredPhotoSpec {
  const shipped = shippedSpecIdOf(id);
  if (shipped === null) throw new Error(`No photo spec can have the id "${id}"`);
  return {
    spec: { ...own, id, limits: photoSpecOf(shipped).limits },
    draftedFrom,
    isRetired: retired,
  };
}

export const shippedSpecs = (): readonly StoredPhotoSpec[] =>
  allPhotoSpecIds.map((id) => ({ spec: photoSpecOf(id), draftedFrom: null, isRetired: false }));

const range = (window: Window, unit: "px" | "bytes"): Bilingual =>
  rangeWords(window, unit, exactFigure);
const inBytes = ({
  minBytes,
  maxBytes,
}: {
  readonly minBytes: number;
  readonly maxBytes: number;
}): Bilingual => range({ min: minBytes, max: maxBytes }, "bytes");

/** Formats an operator-defined spec in one sentence with all its numbers, for the history and the audit log. */
export function ownSpecInWords(spec: OwnPhotoSpec): Bilingual {
  const {
    name,
    source,
    widthPx,
    heightPx,
    dpi,
    background,
    file,
    widestFile,
    geometry,
    aim,
    maxScale,
  } = spec;
  if (name.zh === "" && name.en === "") return { zh: "—", en: "—" };
  const { r, g, b } = background;
  const [bytes, widest] = [inBytes(file), widestFile && inBytes(widestFile)];
  const windows = allGeometryWindows.flatMap((key) => {
    const window = geometry[key];
    if (!window) return [];
    const [words, text] = [geometryWords[key], range(window, "px")];
    return [{ zh: `${words.zh}${text.zh}`, en: `${words.en} ${text.en}` }];
  });
  const parts: readonly Bilingual[] = [
    { zh: `${widthPx} × ${heightPx} 像素`, en: `${widthPx} × ${heightPx} px` },
    { zh: `${dpi} dpi`, en: `${dpi} dpi` },
    { zh: `背景 RGB ${r}, ${g}, ${b}`, en: `background RGB ${r}, ${g}, ${b}` },
    { zh: `文件${bytes.zh}`, en: `file ${bytes.en}` },
    ...(widest
      ? [{ zh: `项目最多可放宽到${widest.zh}`, en: `a project may widen it to ${widest.en}` }]
      : []),
    {
      zh: `尽量不小于 ${exactFigure(file.aimMinBytes, "bytes")} KB，压缩质量不低于 ${file.minQuality}`,
      en: `aims at no less than ${exactFigure(file.aimMinBytes, "bytes")} KB, JPEG quality at least ${file.minQuality}`,
    },
    ...(spec.marksProcessing
      ? [{ zh: "文件内写明处理过程", en: "the file states its processing" }]
      : []),
    ...windows,
    {
      zh: `裁剪目标：脸宽 ${aim.faceWidthPx}、头顶 ${aim.hairTopPx} 像素，最多放大 ${maxScale} 倍`,
      en: `the crop aims for a face ${aim.faceWidthPx} px wide and hair top at ${aim.hairTopPx} px, magnified ${maxScale} times at most`,
    },
    { zh: `出处：${source.zh}`, en: `source: ${source.en}` },
    { zh: `基于 ${spec.draftedFrom} 起草`, en: `drafted from ${spec.draftedFrom}` },
  ];
  const text = {
    zh: `${name.zh}：${parts.map(({ zh }) => zh).join("；")}`,
    en: `${name.en}: ${parts.map(({ en }) => en).join("; ")}`,
  };
  return spec.retired ? { zh: `已停用（${text.zh}）`, en: `Retired (${text.en})` } : text;
}
