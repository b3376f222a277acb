/** Form of a spec draft: its texts, and its conversion, since people type kilobytes and a colour code. */
import type { Bilingual, GeometryWindows, OwnPhotoSpec, Rgb, Window } from "@gradphoto/domain";
import { wordsOf } from "../lib/words.ts";
import { colourCodeOf } from "../parts/photo-spec/spec-words.ts";

export const draftWords = wordsOf(
  {
    title: "起草照片规格",
    about: "改好数值后提请另一位运营管理员确认，确认后新项目就可以选用。生效后数值不再改。",
    from: (name: string) => `基于“${name}”起草`,
    back: "返回照片规格",
    unknown: "没有找到起草所用的规格。请返回照片规格，选一个重新起草。",
    words: "名称与出处",
    name: "名称",
    source: "出处",
    sourceHint: "数值依据哪份文件或通知，哪些是自己选定的",
    picture: "画面",
    width: "宽（像素）",
    height: "高（像素）",
    colour: "背景色",
    colourHint: "例如 #64c5ff",
    colourWrong: "请写成 # 加六位，例如 #64c5ff",
    file: "文件",
    fileSize: "文件大小（KB）",
    fileAim: "目标下限（KB）",
    widest: "项目最多可放宽到（KB）",
    widestHint: "不填：项目只能收窄",
    bothOrNone: "请填写两端，或都不填",
    geometry: "几何范围（像素）",
    openHint: "不填：这一端不限",
    min: "下限",
    max: "上限",
    aim: "裁剪目标",
    aimFace: "目标脸宽（像素）",
    aimHair: "目标头顶位置（像素）",
    scale: "最大放大倍数",
    differences: "与来源的不同",
    why: "原因",
    whyHint: "写给确认的人：哪所学校或哪份通知要这个规格",
    send: "提请确认",
    sent: "已提请另一位运营管理员确认",
    toConfiguration: "去配置",
    leave: "起草的内容还没有提交，离开后不会保留。",
    measured: "检查的准确率是用系统自带的规格测得的；尺寸、背景或几何范围改动后没有另外测过。",
  },
  {
    title: "Draft a photo spec",
    about:
      "Propose the numbers as they should be; once another operator has confirmed them, new projects can choose the spec. After that its numbers never change.",
    from: (name) => `Drafted from “${name}”`,
    back: "Back to photo specs",
    unknown: "The spec to begin from was not found. Please go back to Photo specs and choose one.",
    words: "Name and source",
    name: "Name in Chinese",
    source: "Source in Chinese",
    sourceHint: "Which document or notice the numbers come from, and which are your own choice",
    picture: "Picture",
    width: "Width (px)",
    height: "Height (px)",
    colour: "Background",
    colourHint: "Such as #64c5ff",
    colourWrong: "Please write # and six digits, such as #64c5ff",
    file: "File",
    fileSize: "File size (KB)",
    fileAim: "Target minimum (KB)",
    widest: "A project may widen it to (KB)",
    widestHint: "Left empty, a project may only narrow it",
    bothOrNone: "Please fill in both ends or neither",
    geometry: "Geometry windows (px)",
    openHint: "An end that is left empty is open",
    min: "lower end",
    max: "upper end",
    aim: "Crop target",
    aimFace: "Target face width (px)",
    aimHair: "Target hair top (px)",
    scale: "Largest magnification",
    differences: "Changes from the original",
    why: "Reason",
    whyHint: "For the person who confirms it: which school or notice wants this spec",
    send: "Propose",
    sent: "Proposed; another operator has to confirm it",
    toConfiguration: "Configuration",
    leave: "The draft is not proposed yet and will not be kept.",
    measured:
      "How accurate the checks are was measured with the shipped specs; where size, background or geometry differ, accuracy has not been measured again.",
  },
);

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
  geometry: {
    ...geometry,
    headHeightPx: geometry.headHeightPx ?? {},
    interEyePx: geometry.interEyePx ?? {},
  },
});

const windowOf = ({ min, max }: Ends): Window => ({
  ...(typeof min === "number" && { min }),
  ...(typeof max === "number" && { max }),
});

const isOpen = (ends: Ends): boolean => Object.keys(windowOf(ends)).length === 0;

/** True when only one end is set, for a window that needs both or none. */
export const isHalf = ({ min, max }: Ends): boolean =>
  (typeof min === "number") !== (typeof max === "number");

/** The draft takes Chinese only; an unchanged text keeps its English. */
const inBoth = (text: string, from?: Bilingual): Bilingual =>
  from?.zh === text ? from : { zh: text, en: text };

/** Density, lowest quality and the processing mark come from the spec from which the draft started. */
export function specFrom(entered: EnteredSpec, from: OwnPhotoSpec): OwnPhotoSpec {
  const { dpi, file, draftedFrom } = from;
  const { name, source, widthPx, heightPx, colour, fileKb, widestKb, geometry, aim, maxScale } =
    entered;
  const { headHeightPx, interEyePx } = geometry;
  return {
    ...{
      name: inBoth(name),
      source: inBoth(source, from.source),
      widthPx,
      heightPx,
      dpi,
      background: rgbOf(colour),
    },
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
    ...(from.marksProcessing && { marksProcessing: true }),
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

/** Returns true if every number that the drawing needs is set and the colour is valid. */
export function isComplete(entered: EnteredSpec): boolean {
  const { widthPx, heightPx, colour, fileKb, widestKb, aim, maxScale } = entered;
  const numbers: readonly unknown[] = [
    ...[widthPx, heightPx, maxScale],
    ...[fileKb.min, fileKb.max, fileKb.aim, aim.faceWidthPx, aim.hairTopPx],
  ];
  return (
    numbers.every((one) => typeof one === "number") && colourCode.test(colour) && !isHalf(widestKb)
  );
}
