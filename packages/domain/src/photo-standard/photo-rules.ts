/** All clauses of the photo rules with their owner: named checks, or a person. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";

interface SizeOnPaper extends Bilingual {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Paper sizes of print sheets, named as by photo shops and printers. */
export const papers = {
  "6in": {
    zh: "6 寸相纸（152 × 102 毫米）",
    en: "6 in photo paper (152 × 102 mm)",
    widthMm: 152,
    heightMm: 102,
  },
  "5in": {
    zh: "5 寸相纸（127 × 89 毫米）",
    en: "5 in photo paper (127 × 89 mm)",
    widthMm: 127,
    heightMm: 89,
  },
  A4: { zh: "A4 纸（210 × 297 毫米）", en: "A4 (210 × 297 mm)", widthMm: 210, heightMm: 297 },
} as const satisfies Readonly<Record<string, SizeOnPaper>>;

export type Paper = keyof typeof papers;

export const isPaper = isKeyOf(papers);

export const allPapers: readonly Paper[] = Object.keys(papers).filter(isPaper);

/** Sizes of the copies on a print sheet besides the photo's own, as photo shops cut them. */
export const cutSizes = {
  "1in": { zh: "一寸", en: "1 in", widthMm: 25, heightMm: 35 },
  "2in": { zh: "二寸", en: "2 in", widthMm: 35, heightMm: 49 },
} as const satisfies Readonly<Record<string, SizeOnPaper>>;

export type CopySize = "own" | keyof typeof cutSizes;

export const allCopySizes = ["own", "1in", "2in"] as const satisfies readonly CopySize[];

/**
 * `guide-N` is rule N of the guide for students; `norm` is the registry's standard; `intake` is what we need to read a
 * photo at all.
 */
export type RuleSource =
  | "guide-1"
  | "guide-2"
  | "guide-3"
  | "guide-4"
  | "guide-5"
  | "guide-6"
  | "guide-7"
  | "norm"
  | "intake";

export interface PhotoRule {
  readonly source: RuleSource;
  readonly text: Bilingual;
  /** Ids of the checks that judge the clause; `person` if no signal is reliable and a reviewer looks. */
  readonly owner: readonly string[] | "person";
}

const rule = (
  source: RuleSource,
  zh: string,
  en: string,
  owner: readonly string[] | "person",
): PhotoRule => ({
  source,
  text: { zh, en },
  owner,
});

export const photoRules = {
  "well-lit": rule("guide-1", "选取光线较好的室内", "In a well-lit room", ["dark", "overexposed"]),
  "clean-wall": rule("guide-1", "选择一面干净的白墙", "In front of a clean white wall", [
    "background-busy",
  ]),
  "wall-distance": rule(
    "guide-1",
    "身体距离墙壁一米左右，墙上无影子",
    "About one metre from the wall, no shadow on it",
    ["background-shadow"],
  ),
  "background-contrast": rule(
    "guide-1",
    "穿与背景颜色有反差的衣服",
    "Clothes in contrast with the photo's background",
    ["low-contrast"],
  ),
  "wall-contrast": rule(
    "guide-1",
    "衣服与身后的墙有反差",
    "Clothes in contrast with the wall behind",
    "person",
  ),
  "rear-camera": rule(
    "guide-2",
    "使用后置摄像头，由他人拍摄",
    "Rear camera, taken by another person",
    ["selfie"],
  ),
  "half-length": rule(
    "guide-2",
    "拍摄至胸部的半身，头发与双肩完整",
    "Half-length to the chest, hair and shoulders complete",
    ["framing-tight", "lower-edge"],
  ),
  ears: rule("guide-3", "露出耳朵", "Ears bare", ["ears-hidden"]),
  forehead: rule(
    "guide-3",
    "露出额头，头发不遮挡眉毛和眼睛",
    "Forehead bare, no hair over brows or eyes",
    ["hair-over-forehead", "hair-over-brows", "hair-over-eyes"],
  ),
  "faces-lens": rule("guide-3", "头部正视镜头", "Head straight to the lens", ["not-frontal"]),
  "head-upright": rule("guide-3", "头部端正不歪斜", "Head upright", ["head-tilt"]),
  "shoulders-level": rule("guide-3", "保持肩膀齐平", "Shoulders level", "person"),
  "natural-expression": rule("guide-3", "表情自然", "Natural expression", ["smile-teeth"]),
  "lips-closed": rule("guide-3", "嘴唇自然闭合", "Lips closed", ["mouth-open"]),
  "unusual-expression": rule("guide-3", "不皱眉、不做怪表情", "No frown or grimace", "person"),
  glasses: rule(
    "guide-4",
    "尽量不要佩戴眼镜，常戴者可以佩戴",
    "No glasses if possible; who always wears them may",
    ["glasses"],
  ),
  "tinted-glasses": rule("guide-4", "不得戴有色眼镜", "No tinted glasses", ["sunglasses"]),
  "glasses-reflection": rule("guide-4", "镜片不得反光", "No reflections in the lenses", "person"),
  headwear: rule("guide-4", "不得佩戴帽子、头饰", "No headwear", ["headwear"]),
  "object-on-head": rule("guide-4", "头上不得放置物品", "Nothing placed on the head", "person"),
  earrings: rule("guide-4", "不得佩戴耳饰", "No earrings", ["earrings"]),
  necklace: rule("guide-4", "不得佩戴项链", "No necklace", ["necklace"]),
  "plain-clothes": rule(
    "guide-5",
    "穿单色衣服，避免复杂图案、花纹",
    "Plain-coloured clothes, no complex pattern",
    "person",
  ),
  collar: rule("guide-5", "有领衣服，着正装", "Formal clothes with a collar", "person"),
  bulky: rule("guide-5", "不要衣着臃肿、奇装异服", "Not bulky, nothing odd", "person"),
  sleeveless: rule("guide-5", "不要穿无袖、吊带", "Not sleeveless or strappy", ["sleeveless"]),
  "low-cut": rule("guide-5", "不要穿低胸衫", "Not low-cut", "person"),
  "no-blue": rule("guide-5", "禁止穿蓝色衣服", "No blue clothes", ["blue-clothes"]),
  "even-light": rule(
    "guide-6",
    "避免脸部阴影或阴阳脸",
    "No shadow on the face, no half-dark face",
    ["uneven-light"],
  ),
  "make-up": rule("guide-7", "素颜，禁止化妆", "No make-up", "person"),
  "beauty-filter": rule("guide-7", "禁止美颜", "No beauty filter", "person"),
  "coloured-lenses": rule("guide-7", "禁止佩戴美瞳", "No coloured contact lenses", "person"),
  "one-person": rule("norm", "画面中只有本人一人", "One person, nobody else", [
    "no-face",
    "face-count",
  ]),
  "face-clear": rule(
    "norm",
    "面部清楚可见，不被遮挡",
    "The face is clearly seen, nothing covers it",
    ["face-unclear", "mask", "occluded-mouth", "hand-in-frame"],
  ),
  "object-in-frame": rule(
    "norm",
    "画面中不得有其他物体",
    "No other object in the picture",
    "person",
  ),
  "eyes-open": rule("norm", "双眼自然睁开", "Both eyes open", ["eyes-closed"]),
  gaze: rule("norm", "平视镜头", "Looking at the lens", "person"),
  "in-focus": rule("norm", "对焦准确、层次清晰", "In focus", ["blur", "low-resolution"]),
  "real-colour": rule("norm", "色彩真实的彩色照片", "A colour photo with true colours", [
    "grayscale",
  ]),
  "real-person": rule(
    "norm",
    "真人照片，不是画像、雕像或虚拟形象",
    "A real person, not a drawing, a statue or a rendered figure",
    ["not-a-person"],
  ),
  "real-photo": rule(
    "norm",
    "本人近期实拍，不得翻拍屏幕或照片",
    "A recent photo of the person, not of a screen or print",
    "person",
  ),
  "own-photo": rule(
    "norm",
    "照片未被他人使用，也不是被退回的那一张",
    "Nobody else's photo, and not one that was refused",
    ["seen-before"],
  ),
  "recent-date": rule(
    "norm",
    "照片文件注明的拍摄日期在规定期限以内，一般为一年",
    "Taken within the time asked for, as a rule a year, by the date in the file",
    ["capture-date"],
  ),
  "no-edit-label": rule(
    "norm",
    "照片文件未注明由 AI 生成或经软件修改",
    "No label of AI or editing in the file",
    ["edited-or-generated"],
  ),
  untouched: rule(
    "norm",
    "不得修改痣、疤痕等相貌特征",
    "Moles, scars and features untouched",
    "person",
  ),
  "no-text": rule(
    "norm",
    "除人像外不得有文字、边框、水印",
    "No text, border or watermark",
    "person",
  ),
  compression: rule("norm", "无明显压缩痕迹", "No visible compression marks", "person"),
  "hair-top": rule(
    "norm",
    "头顶发际距上边沿的距离",
    "Distance of the hair top from the upper edge",
    ["hair-top"],
  ),
  "eye-line": rule("norm", "眼睛距上边沿的距离", "Distance of the eyes from the upper edge", [
    "eye-line",
  ]),
  "face-width": rule("norm", "脸部宽度（两脸颊之间）", "Face width, cheek to cheek", [
    "face-width",
  ]),
  centring: rule("norm", "人像水平居中", "Person centred", ["centring"]),
  background: rule("norm", "背景均匀无渐变，为规定颜色", "Even background of the set colour", [
    "background-colour",
  ]),
  "clean-edge": rule(
    "norm",
    "人像边缘无黑边、无残留背景",
    "Clean edge, no dark rim, nothing left of the wall",
    ["edge-fringe"],
  ),
  "picture-size": rule("norm", "像素尺寸与分辨率", "Pixel size and resolution", [
    "pixels",
    "density",
  ]),
  "file-window": rule("norm", "文件大小与压缩品质", "File size and compression quality", [
    "file-size",
    "quality",
  ]),
  readable: rule("intake", "可以打开的照片文件", "A photo file that can be opened", [
    "file-type",
    "file-broken",
    "too-many-pixels",
  ]),
} as const satisfies Readonly<Record<string, PhotoRule>>;

export type PhotoRuleId = keyof typeof photoRules;
