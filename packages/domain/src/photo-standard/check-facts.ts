/** What every check measures, in which unit and within which limits: the engine judges by it, people read and compare it. */
import type { Bilingual } from "../core/bilingual.ts";
import { isKeyOf } from "../core/is-key-of.ts";
import type { CheckLimits, Unit, Verdict } from "./finding.ts";
import type { PhotoSpec, Rgb } from "./photo-spec.ts";

export interface CheckFacts {
  /** What is wrong, in a few words: the name of the check, and the heading of a finding that did not pass. */
  readonly title: Bilingual;
  /** The heading of a finding that only warns, where that is another matter. */
  readonly warnTitle?: Bilingual;
  /** The heading of a finding that passed. */
  readonly passTitle: Bilingual;
  /** What the number is. */
  readonly quantity: Bilingual;
  readonly unit: Unit;
  /** The windows of good values, or read from the spec's own windows; a spec's `limits` go before both. */
  readonly limits: CheckLimits | ((spec: PhotoSpec) => CheckLimits);
  /** Instead of its limits, where they refuse some of what is found and the rest is only noted. */
  readonly asked?: { readonly fail: Bilingual; readonly warn: Bilingual };
  /** A gate: with one of these verdicts there is no one person to look at, and what stands behind it is not judged. */
  readonly gate?: readonly Verdict[];
  /** What the limits rest on. */
  readonly basis: LimitsBasis;
}

/**
 * `policy`: a rule's own number. `note`: only told, never held against a photo. Otherwise the false-alarm budget: the
 * share of reviewed photos without the fault that the warning limit may warn of; a refusing limit lies beyond all of them.
 */
export type LimitsBasis = "policy" | "note" | { readonly falseAlarms: number };

/** Grey and white have about as much blue as red, in codes. */
const isBlue = ({ r, b }: Rgb): boolean => b - r > 32;

export const forbidsBlueClothes = ({ background }: { readonly background: Rgb }): boolean => isBlue(background);

/** Own choice: the narrowest face in the original whose features survive. */
const narrowestPx = 90;

/** By id, as in the labels of test photos, in the order people read them: file, picture, person, result. */
export const checkFacts = {
  "file-type": {
    title: { zh: "文件格式不可用", en: "File type not accepted" },
    passTitle: { zh: "文件格式可用", en: "File type accepted" },
    quantity: { zh: "不能读取的格式", en: "Unreadable type" },
    unit: "count",
    limits: { fail: { max: 0 } },
    gate: ["fail"],
    basis: "policy",
  },
  "file-broken": {
    title: { zh: "文件不完整", en: "File incomplete" },
    passTitle: { zh: "文件完整", en: "File complete" },
    quantity: { zh: "损坏的文件", en: "Broken file" },
    unit: "count",
    limits: { fail: { max: 0 } },
    gate: ["fail"],
    basis: "policy",
  },
  "too-many-pixels": {
    title: { zh: "照片像素过多", en: "Too many pixels in the photo" },
    passTitle: { zh: "照片像素数可用", en: "Number of pixels accepted" },
    quantity: { zh: "照片像素总数（百万）", en: "Megapixels" },
    unit: "count",
    // Own choice: the largest phone photos in common use are 50 megapixels.
    limits: { fail: { max: 50 } },
    gate: ["fail"],
    basis: "policy",
  },
  "seen-before": {
    title: { zh: "同一张照片上传过", en: "Same photo uploaded before" },
    passTitle: { zh: "照片没有上传过", en: "Not uploaded before" },
    quantity: { zh: "此前的同一张照片", en: "The same photo before" },
    unit: "count",
    // Whose photo it is, or whether it was changed, a person decides, see the check.
    limits: { fail: { max: 0 } },
    asked: {
      fail: { zh: "不是审核员退回过的同一文件", en: "not the very file that a reviewer refused" },
      warn: {
        zh: "另一账号没有上传过，也不与退回过的照片几乎相同",
        en: "not handed in by another account, nor nearly a refused photo",
      },
    },
    basis: "policy",
  },
  "no-face": {
    title: { zh: "找不到人脸", en: "No face found" },
    passTitle: { zh: "找到人脸", en: "Face found" },
    quantity: { zh: "是人脸的把握（分）", en: "How sure it is that this is a face" },
    unit: "score",
    // Below it a mesh is no face.
    limits: { fail: { min: 8 } },
    gate: ["fail"],
    basis: "policy",
  },
  "face-count": {
    title: { zh: "画面中有其他人", en: "Another person in the picture" },
    passTitle: { zh: "画面中没有其他人", en: "Nobody else in the picture" },
    quantity: { zh: "另一张脸与本人脸的宽度之比", en: "Width of another face against the main one" },
    unit: "share",
    limits: { warn: { max: 0 }, fail: { max: 0.5 } },
    gate: ["fail"],
    basis: "policy",
  },
  "face-unclear": {
    title: { zh: "面部不够清楚", en: "Face not clear" },
    passTitle: { zh: "面部清楚", en: "Face clear" },
    quantity: { zh: "面部清楚的程度", en: "How clear the face is" },
    unit: "score",
    // From it a mesh is surely a fully visible face.
    limits: { warn: { min: 20 } },
    basis: { falseAlarms: 0.005 },
  },
  "not-a-person": {
    title: { zh: "疑似不是真人照片", en: "May not be a real person" },
    passTitle: { zh: "真人照片", en: "Photo of a real person" },
    quantity: {
      zh: "肤色、眼睛大小与真人的接近程度",
      en: "How close skin colour and eye size come to a real person's",
    },
    unit: "ratio",
    limits: { warn: { min: 1 } },
    basis: { falseAlarms: 0.005 },
  },
  grayscale: {
    title: { zh: "不是彩色照片", en: "Not a colour photo" },
    passTitle: { zh: "彩色照片", en: "Colour photo" },
    quantity: { zh: "画面的彩度", en: "Colourfulness of the picture" },
    unit: "score",
    limits: { warn: { min: 8 }, fail: { min: 4 } },
    basis: { falseAlarms: 0.002 },
  },
  selfie: {
    title: { zh: "前置摄像头自拍", en: "Selfie with the front camera" },
    passTitle: { zh: "不是前置摄像头自拍", en: "Not taken with the front camera" },
    quantity: { zh: "前置摄像头", en: "Front camera" },
    unit: "count",
    limits: { fail: { max: 0 } },
    basis: "policy",
  },
  "edited-or-generated": {
    title: { zh: "照片由 AI 或软件处理过", en: "Edited with AI or software" },
    // A label of AI refuses, whatever the editor.
    warnTitle: { zh: "照片由软件处理过", en: "Edited with software" },
    passTitle: { zh: "没有 AI 或修图标识", en: "No label of AI or editing" },
    quantity: { zh: "注明生成或修改的标识", en: "Labels of generation or editing" },
    unit: "count",
    // A label of generation refuses; an editor's name alone only warns, see the check.
    limits: { fail: { max: 0 } },
    asked: {
      fail: { zh: "没有 AI 生成或修改的标识", en: "no label of AI" },
      warn: { zh: "没有修图软件的标识", en: "no name of an editor" },
    },
    basis: "policy",
  },
  "capture-date": {
    title: { zh: "照片拍摄较早", en: "Taken long ago" },
    passTitle: { zh: "近期拍摄", en: "Taken recently" },
    quantity: { zh: "拍摄至今", en: "Time since it was taken" },
    unit: "days",
    // Own choice for "recent"; a project sets its own.
    limits: { warn: { max: 365 } },
    basis: "policy",
  },
  "low-resolution": {
    title: { zh: "脸部像素太少", en: "Too few pixels on the face" },
    passTitle: { zh: "脸部像素足够", en: "Enough pixels on the face" },
    quantity: { zh: "原照片中脸部宽度", en: "Width of the face in the original" },
    unit: "px",
    limits: ({ geometry, maxScale }) => ({
      warn: { min: geometry.faceWidthPx.min ?? narrowestPx },
      fail: { min: Math.max(narrowestPx, (geometry.faceWidthPx.min ?? 0) / maxScale) },
    }),
    basis: "policy",
  },
  blur: {
    title: { zh: "照片模糊", en: "Blurred" },
    passTitle: { zh: "照片清晰", en: "Sharp" },
    quantity: { zh: "脸部清晰度", en: "Sharpness of the face" },
    unit: "score",
    limits: { warn: { min: 11 }, fail: { min: 9 } },
    basis: { falseAlarms: 0.005 },
  },
  dark: {
    title: { zh: "照片太暗", en: "Too dark" },
    passTitle: { zh: "照片亮度足够", en: "Bright enough" },
    quantity: { zh: "脸上最亮处的亮度", en: "Lightness of the face's brightest places" },
    unit: "lightness",
    limits: { warn: { min: 60 }, fail: { min: 45 } },
    basis: { falseAlarms: 0.005 },
  },
  overexposed: {
    title: { zh: "曝光过度", en: "Overexposed" },
    passTitle: { zh: "没有曝光过度", en: "Not overexposed" },
    quantity: { zh: "脸上亮得发白的部分", en: "How much of the face is plain white" },
    unit: "share",
    limits: { warn: { max: 0.1 }, fail: { max: 0.3 } },
    basis: { falseAlarms: 0.005 },
  },
  "uneven-light": {
    title: { zh: "脸部明暗不均", en: "Face lit unevenly" },
    passTitle: { zh: "脸部明暗均匀", en: "Face lit evenly" },
    quantity: {
      zh: "左右脸的亮度差（每 1 挡相差一倍）",
      en: "Difference of light between the two halves of the face (each 1 doubles it)",
    },
    unit: "ratio",
    // One stop is twice the light. Portrait light is called even up to about 4:1, two stops; 8:1 is a half-dark face.
    limits: { warn: { max: 2.5 }, fail: { max: 4.5 } },
    basis: { falseAlarms: 0.005 },
  },
  "not-frontal": {
    title: { zh: "没有正对镜头", en: "Not facing the lens" },
    passTitle: { zh: "正对镜头", en: "Facing the lens" },
    quantity: { zh: "脸部偏转角度", en: "Turn of the head" },
    unit: "deg",
    limits: { warn: { max: 14 }, fail: { max: 22 } },
    basis: { falseAlarms: 0.01 },
  },
  "head-tilt": {
    title: { zh: "头部歪斜", en: "Head tilted" },
    passTitle: { zh: "头部端正", en: "Head upright" },
    quantity: { zh: "两眼连线的倾斜角度", en: "Slope of the line between the eyes" },
    unit: "deg",
    limits: { warn: { max: 6 }, fail: { max: 10 } },
    basis: "policy",
  },
  "framing-tight": {
    title: { zh: "拍得太近，人像不完整", en: "Too close, person not complete" },
    passTitle: { zh: "人像完整", en: "Person complete" },
    quantity: { zh: "标准照上缺少的长度", en: "Length missing in the standard photo" },
    unit: "px",
    // Policy: a bust that floats is no certificate photo. Cut hair or shoulders a person judges, see the check.
    limits: { fail: { max: 4 } },
    basis: "policy",
  },
  "eyes-closed": {
    title: { zh: "眼睛没有睁开", en: "Eyes not open" },
    passTitle: { zh: "眼睛睁开", en: "Eyes open" },
    quantity: { zh: "眼睛睁开的高度（以黑眼珠直径为 1）", en: "How far the eye is open (the width of its iris is 1)" },
    unit: "ratio",
    limits: { warn: { min: 0.45 } },
    basis: { falseAlarms: 0.01 },
  },
  "mouth-open": {
    title: { zh: "嘴唇没有闭合", en: "Lips not closed" },
    passTitle: { zh: "嘴唇闭合", en: "Lips closed" },
    quantity: { zh: "嘴唇张开的高度（以口宽为 1）", en: "How far the lips are apart (the width of the mouth is 1)" },
    unit: "ratio",
    limits: { warn: { max: 0.11 } },
    basis: { falseAlarms: 0.02 },
  },
  "smile-teeth": {
    title: { zh: "笑露牙齿", en: "Smile shows teeth" },
    passTitle: { zh: "没有露出牙齿", en: "No teeth showing" },
    quantity: { zh: "可见牙齿面积", en: "Visible teeth" },
    unit: "iod2",
    limits: { warn: { max: 0.015 }, fail: { max: 0.03 } },
    basis: { falseAlarms: 0.002 },
  },
  "hair-over-eyes": {
    title: { zh: "头发遮住眼睛", en: "Hair over the eyes" },
    passTitle: { zh: "眼睛没有被头发遮住", en: "No hair over the eyes" },
    quantity: { zh: "眼睛被头发遮住的比例", en: "How much of an eye is under hair" },
    unit: "share",
    limits: { warn: { max: 0.1 } },
    basis: { falseAlarms: 0.002 },
  },
  "hair-over-brows": {
    title: { zh: "头发遮住眉毛", en: "Hair over the brows" },
    passTitle: { zh: "眉毛没有被头发遮住", en: "No hair over the brows" },
    quantity: { zh: "眉毛被头发遮住的比例", en: "How much of a brow is under hair" },
    unit: "share",
    limits: { warn: { max: 0.3 } },
    basis: { falseAlarms: 0.01 },
  },
  "hair-over-forehead": {
    title: { zh: "头发遮住额头", en: "Hair over the forehead" },
    passTitle: { zh: "额头露出", en: "Forehead bare" },
    quantity: { zh: "额头被头发遮住的比例", en: "How much of the forehead is under hair" },
    unit: "share",
    limits: { warn: { max: 0.25 }, fail: { max: 0.65 } },
    basis: { falseAlarms: 0.02 },
  },
  "ears-hidden": {
    title: { zh: "耳朵被遮住", en: "Ears hidden" },
    passTitle: { zh: "耳朵露出", en: "Ears showing" },
    quantity: { zh: "耳部露出皮肤的比例", en: "Skin showing where the ear is" },
    unit: "share",
    limits: { warn: { min: 0.295 }, fail: { min: 0.25 } },
    basis: { falseAlarms: 0.02 },
  },
  mask: {
    title: { zh: "戴着口罩", en: "Mask worn" },
    passTitle: { zh: "未戴口罩", en: "No mask" },
    quantity: { zh: "口部被遮住的比例", en: "How much of the mouth is covered" },
    unit: "share",
    limits: { warn: { max: 0.15 }, fail: { max: 0.5 } },
    basis: "policy",
  },
  "occluded-mouth": {
    title: { zh: "口部被手遮挡", en: "Hand over the mouth" },
    passTitle: { zh: "手没有遮挡口部", en: "No hand over the mouth" },
    quantity: { zh: "口部被手遮住的比例", en: "How much of the mouth is under a hand" },
    unit: "share",
    limits: { warn: { max: 0.15 } },
    basis: { falseAlarms: 0.002 },
  },
  "hand-in-frame": {
    title: { zh: "手出现在画面中", en: "Hand in the picture" },
    passTitle: { zh: "手不在画面中", en: "No hand in the picture" },
    quantity: { zh: "画面里有手的可能性（0–1）", en: "How likely there is a hand in the picture (0 to 1)" },
    unit: "score",
    limits: { warn: { max: 0.5 }, fail: { max: 0.85 } },
    basis: { falseAlarms: 0.005 },
  },
  sunglasses: {
    title: { zh: "戴着墨镜", en: "Sunglasses worn" },
    passTitle: { zh: "未戴墨镜", en: "No sunglasses" },
    quantity: { zh: "眼睛被深色镜片遮住的比例", en: "How much of the eyes is behind dark lenses" },
    unit: "share",
    limits: { warn: { max: 0.1 } },
    basis: { falseAlarms: 0.002 },
  },
  glasses: {
    title: { zh: "戴着眼镜", en: "Glasses worn" },
    passTitle: { zh: "未戴眼镜", en: "No glasses" },
    quantity: { zh: "眼部被镜框或镜片占据的比例", en: "How much of the eye region is frames or lenses" },
    unit: "share",
    limits: {},
    basis: "note",
  },
  headwear: {
    title: { zh: "戴着帽子或头饰", en: "Headwear" },
    passTitle: { zh: "未戴帽子、头饰", en: "No headwear" },
    quantity: { zh: "头顶被织物遮住的比例", en: "How much of the head is under cloth" },
    unit: "share",
    limits: { warn: { max: 0.3 }, fail: { max: 0.75 } },
    basis: { falseAlarms: 0.01 },
  },
  earrings: {
    title: { zh: "佩戴耳饰", en: "Earrings" },
    passTitle: { zh: "未戴耳饰", en: "No earrings" },
    quantity: { zh: "耳垂处饰物面积", en: "Jewellery at the ear lobes" },
    unit: "iod2",
    limits: { warn: { max: 0.012 } },
    basis: { falseAlarms: 0.02 },
  },
  necklace: {
    title: { zh: "佩戴项链", en: "Necklace" },
    passTitle: { zh: "未戴项链", en: "No necklace" },
    quantity: { zh: "颈部饰物面积", en: "Jewellery at the neck" },
    unit: "iod2",
    limits: { warn: { max: 0.05 } },
    basis: { falseAlarms: 0.01 },
  },
  "blue-clothes": {
    title: { zh: "穿着蓝色衣服", en: "Blue clothes" },
    passTitle: { zh: "没有穿蓝色衣服", en: "No blue clothes" },
    quantity: { zh: "衣服中鲜明蓝色的比例", en: "How much of the clothes is clearly blue" },
    unit: "share",
    // The rule belongs to a blue background; before another one all of the clothes may be blue.
    limits: (spec) => (forbidsBlueClothes(spec) ? { warn: { max: 0.35 }, fail: { max: 0.88 } } : { warn: { max: 1 } }),
    basis: { falseAlarms: 0.02 },
  },
  "low-contrast": {
    title: { zh: "衣服与背景颜色相近", en: "Clothes like the background" },
    passTitle: { zh: "衣服与背景颜色分明", en: "Clothes stand out from the background" },
    quantity: { zh: "肩部衣服与背景的色差", en: "Colour difference between shoulders and background" },
    unit: "score",
    // CIE 1976: 2 is just seen, up to 10 only at a close look.
    limits: { warn: { min: 10 } },
    basis: { falseAlarms: 0.002 },
  },
  sleeveless: {
    title: { zh: "无袖或吊带", en: "Sleeveless or strappy" },
    passTitle: { zh: "没有穿无袖、吊带", en: "Not sleeveless or strappy" },
    quantity: { zh: "肩部裸露的比例", en: "How much of the shoulders is bare" },
    unit: "share",
    limits: { warn: { max: 0.37 }, fail: { max: 0.9 } },
    basis: { falseAlarms: 0.005 },
  },
  "background-busy": {
    title: { zh: "背景杂乱", en: "Busy background" },
    passTitle: { zh: "背景干净", en: "Plain background" },
    quantity: { zh: "背景杂乱程度", en: "Clutter of the background" },
    unit: "score",
    limits: { warn: { max: 9 } },
    basis: { falseAlarms: 0.05 },
  },
  "background-shadow": {
    title: { zh: "墙上有影子", en: "Shadow on the wall" },
    passTitle: { zh: "墙上没有影子", en: "No shadow on the wall" },
    quantity: { zh: "左右两侧墙面的亮度差", en: "Difference of lightness between the two sides of the wall" },
    unit: "lightness",
    limits: { warn: { max: 16 } },
    basis: { falseAlarms: 0.005 },
  },
  "hair-top": {
    title: { zh: "头顶位置不合适", en: "Hair top out of place" },
    passTitle: { zh: "头顶位置合适", en: "Hair top in place" },
    quantity: { zh: "头顶距上边", en: "Hair top from the upper edge" },
    unit: "px",
    limits: ({ geometry }) => ({ fail: geometry.hairTopPx }),
    basis: "policy",
  },
  "eye-line": {
    title: { zh: "眼睛位置不合适", en: "Eyes out of place" },
    passTitle: { zh: "眼睛位置合适", en: "Eyes in place" },
    quantity: { zh: "眼睛距上边", en: "Eyes from the upper edge" },
    unit: "px",
    limits: ({ geometry }) => ({ fail: geometry.eyeLinePx }),
    basis: "policy",
  },
  "face-width": {
    title: { zh: "脸部宽度不合适", en: "Face width not right" },
    passTitle: { zh: "脸部宽度合适", en: "Face width right" },
    quantity: { zh: "两脸颊之间", en: "Cheek to cheek" },
    unit: "px",
    limits: ({ geometry }) => ({ fail: geometry.faceWidthPx }),
    basis: "policy",
  },
  centring: {
    title: { zh: "人像没有居中", en: "Not centred" },
    passTitle: { zh: "人像居中", en: "Centred" },
    quantity: { zh: "脸部中线距左边", en: "Middle of the face from the left edge" },
    unit: "px",
    limits: ({ geometry }) => ({ fail: geometry.faceCentreXPx }),
    basis: "policy",
  },
  "lower-edge": {
    title: { zh: "人像没有到底边", en: "Person ends above the lower edge" },
    passTitle: { zh: "人像到达底边", en: "Person reaches the lower edge" },
    quantity: { zh: "标准照底部露出的背景", en: "Background showing below the person" },
    unit: "px",
    // Of a photo that framing lets through: the cut-out lost the chest, or somebody else made it.
    limits: { warn: { max: 4 } },
    basis: "policy",
  },
  "background-colour": {
    title: { zh: "背景颜色不符合规定", en: "Wrong background colour" },
    passTitle: { zh: "背景颜色符合规定", en: "Correct background colour" },
    quantity: { zh: "背景与规定颜色的最大偏差", en: "Largest difference from the set colour" },
    unit: "code",
    // JPEG itself moves the colour by one; see the spec's background rule.
    limits: { fail: { max: 2 } },
    basis: "policy",
  },
  "edge-fringe": {
    title: { zh: "人像边缘有黑边或旧背景", en: "Dark line or old wall along the edge" },
    passTitle: { zh: "人像边缘干净", en: "Clean edge" },
    quantity: { zh: "边缘黑边或残留旧背景的程度", en: "Dark line or old wall along the person's edge" },
    unit: "ratio",
    // 1 is as much of the rim as nobody would let pass.
    limits: { warn: { max: 1 } },
    basis: { falseAlarms: 0.01 },
  },
  pixels: {
    title: { zh: "像素尺寸或格式不符合规格", en: "Wrong pixel size or format" },
    passTitle: { zh: "像素尺寸与格式符合规格", en: "Correct pixel size and format" },
    quantity: { zh: "不符合的格式项", en: "Format differs from the spec" },
    unit: "count",
    limits: { fail: { max: 0 } },
    basis: "policy",
  },
  density: {
    title: { zh: "分辨率标记不符合规格", en: "Wrong resolution setting" },
    passTitle: { zh: "分辨率标记符合规格", en: "Correct resolution setting" },
    quantity: { zh: "文件头中的分辨率", en: "Dots per inch in the header" },
    unit: "dpi",
    limits: ({ dpi }) => ({ fail: { min: dpi, max: dpi } }),
    basis: "policy",
  },
  "file-size": {
    title: { zh: "文件大小不符合规格", en: "File size outside the limits" },
    passTitle: { zh: "文件大小符合规格", en: "File size within the limits" },
    quantity: { zh: "文件大小", en: "File size" },
    unit: "bytes",
    limits: ({ file }) => ({ fail: { min: file.minBytes, max: file.maxBytes } }),
    basis: "policy",
  },
  quality: {
    title: { zh: "压缩过度", en: "Compressed too much" },
    passTitle: { zh: "压缩品质足够", en: "JPEG quality high enough" },
    quantity: { zh: "JPEG 品质系数", en: "JPEG quality" },
    unit: "count",
    limits: ({ file }) => ({ fail: { min: file.minQuality } }),
    basis: "policy",
  },
} as const satisfies Readonly<Record<string, CheckFacts>>;

export type CheckId = keyof typeof checkFacts;

export const isCheckId = isKeyOf(checkFacts);

export const allCheckIds: readonly CheckId[] = Object.keys(checkFacts).filter(isCheckId);

/** What a finding of the check is headed by; `noted`: it passed and is told all the same. */
export function titleOf(id: CheckId, verdict: string, noted = false): Bilingual {
  const { title, warnTitle, passTitle }: CheckFacts = checkFacts[id];
  if (verdict === "pass") return noted ? title : passTitle;
  return verdict === "warn" ? (warnTitle ?? title) : title;
}

/** The verdicts with which the check leaves those behind it unjudged; none where it is no gate. */
export function gateOf(id: CheckId): readonly Verdict[] {
  const { gate }: CheckFacts = checkFacts[id];
  return gate ?? [];
}

/** The limits that the check judges by for that spec. */
export function limitsOf(id: CheckId, spec: PhotoSpec): CheckLimits {
  const { limits }: CheckFacts = checkFacts[id];
  return spec.limits[id] ?? (typeof limits === "function" ? limits(spec) : limits);
}
