/** The photo specs that the product ships; each is one row. */
import type { FileSize, FileWindow, GeometryWindows, NamedPhotoSpec } from "./photo-spec.ts";

const standard = {
  zh: "教毕指〔2017〕99号《高等学校学历证书电子注册图像采集规范》；居中 ±12 像素、放大上限和裁剪目标由我们选定",
  en: "Jiaobizhi [2017] No. 99, Image collection norm for electronic registration of higher-education certificates; centring ±12 px, scale cap and aims are our choice",
};

const chsiGeometry: GeometryWindows = {
  hairTopPx: { min: 50, max: 110 },
  eyeLinePx: { min: 200, max: 300 },
  faceWidthPx: { min: 180, max: 300 },
  faceCentreXPx: { min: 228, max: 252 },
};

const chsiFile: FileWindow = {
  minBytes: 20 * 1024,
  maxBytes: 40 * 1024,
  aimMinBytes: 30 * 1024,
  minQuality: 60,
};

/** File windows published by collection channels: 20–40, 30–60 and 30–900 KB. */
const chsiWidestFile: FileSize = { minBytes: 20 * 1024, maxBytes: 900 * 1024 };

const chsi = {
  widthPx: 480,
  heightPx: 640,
  dpi: 300,
  file: chsiFile,
  geometry: chsiGeometry,
  aim: { faceWidthPx: 215, hairTopPx: 80 },
  maxScale: 2,
  limits: {},
} as const;

const lightBlue = { r: 100, g: 197, b: 255 };
const white = { r: 255, g: 255, b: 255 };
const lightGrey = { r: 240, g: 240, b: 240 };

export const photoSpecs = [
  {
    ...chsi,
    id: "chsi-blue",
    name: { zh: "学历证书电子注册照片（浅蓝底）", en: "Graduation registration photo, light blue" },
    source: standard,
    background: lightBlue,
    widestFile: chsiWidestFile,
  },
  {
    ...chsi,
    id: "chsi-white",
    name: { zh: "学历证书电子注册照片（白底）", en: "Graduation registration photo, white" },
    source: standard,
    background: white,
    widestFile: chsiWidestFile,
  },
  {
    ...chsi,
    id: "chsi-grey",
    name: { zh: "学历证书电子注册照片（浅灰底）", en: "Graduation registration photo, light grey" },
    source: standard,
    background: lightGrey,
    widestFile: chsiWidestFile,
  },
  {
    ...chsi,
    id: "chsi-freshman",
    name: { zh: "新生学籍照片（白底）", en: "New students' enrolment photo, white" },
    source: {
      zh: "各校 2024–2026 年新生通知：480×640、白底、50–100 KB，用手机自带相机拍摄；几何范围同毕业照片规范",
      en: "Notices of schools to new students, 2024–2026: 480×640, white, 50–100 KB, taken by a phone's own camera; geometry of the graduation norm",
    },
    background: white,
    file: { minBytes: 50 * 1024, maxBytes: 100 * 1024, aimMinBytes: 60 * 1024, minQuality: 60 },
  },
  {
    ...chsi,
    id: "gaokao",
    name: { zh: "普通高考报名照片", en: "National college entrance examination" },
    source: {
      zh: "各省高考报名通知（山东、北京 2023）：数值同毕业照片规范；背景可为白、浅蓝或浅灰，这里选白",
      en: "Provincial gaokao registration notices (Shandong, Beijing 2023): the numbers of the graduation norm; background white, light blue or light grey, white chosen here",
    },
    background: white,
  },
  {
    id: "id-card",
    name: { zh: "居民身份证照片", en: "Resident identity card" },
    source: {
      zh: "GA 461-2004；裁剪目标、居中和放大上限由我们选定",
      en: "GA 461-2004; aims, centring and scale cap are our choice",
    },
    widthPx: 358,
    heightPx: 441,
    dpi: 350,
    background: white,
    file: { minBytes: 14 * 1024, maxBytes: 20 * 1024, aimMinBytes: 17 * 1024, minQuality: 70 },
    geometry: {
      hairTopPx: { min: 7, max: 21 },
      eyeLinePx: { max: 441 - 207 },
      faceWidthPx: { min: 193, max: 221 },
      faceCentreXPx: { min: 169, max: 189 },
    },
    aim: { faceWidthPx: 207, hairTopPx: 14 },
    maxScale: 2,
    limits: {},
  },
  {
    id: "exit-entry",
    name: { zh: "出入境证件照片", en: "Exit and entry documents" },
    source: {
      zh: "国家移民管理局出入境证件照片指引；裁剪目标、居中和放大上限由我们选定",
      en: "National Immigration Administration photo guide for exit-entry documents; aims, centring and scale cap are our choice",
    },
    widthPx: 354,
    heightPx: 472,
    dpi: 300,
    background: white,
    file: { minBytes: 30 * 1024, maxBytes: 45 * 1024, aimMinBytes: 36 * 1024, minQuality: 60 },
    geometry: {
      hairTopPx: { min: 25, max: 45 },
      eyeLinePx: { min: 176, max: 251 },
      faceWidthPx: { min: 230, max: 283 },
      faceCentreXPx: { min: 167, max: 187 },
      headHeightPx: { min: 331, max: 390 },
      interEyePx: { min: 82, max: 118 },
    },
    aim: { faceWidthPx: 232, hairTopPx: 28 },
    maxScale: 2,
    limits: {},
  },
  {
    id: "cn-one-inch",
    name: { zh: "一寸照片", en: "Chinese one inch" },
    source: {
      zh: "25 × 35 毫米，300 dpi；几何范围按毕业照片规范等比换算，由我们选定",
      en: "25 × 35 mm at 300 dpi; geometry windows are the graduation norm's in proportion, our choice",
    },
    widthPx: 295,
    heightPx: 413,
    dpi: 300,
    background: white,
    file: { minBytes: 8 * 1024, maxBytes: 60 * 1024, aimMinBytes: 8 * 1024, minQuality: 60 },
    geometry: {
      hairTopPx: { min: 30, max: 70 },
      eyeLinePx: { min: 125, max: 195 },
      faceWidthPx: { min: 110, max: 185 },
      faceCentreXPx: { min: 139, max: 156 },
    },
    aim: { faceWidthPx: 134, hairTopPx: 50 },
    maxScale: 2,
    limits: {},
  },
  {
    id: "cn-two-inch",
    name: { zh: "二寸照片", en: "Chinese two inch" },
    source: {
      zh: "35 × 49 毫米，300 dpi；几何范围按毕业照片规范等比换算，由我们选定",
      en: "35 × 49 mm at 300 dpi; geometry windows are the graduation norm's in proportion, our choice",
    },
    widthPx: 413,
    heightPx: 579,
    dpi: 300,
    background: white,
    file: { minBytes: 12 * 1024, maxBytes: 120 * 1024, aimMinBytes: 12 * 1024, minQuality: 60 },
    geometry: {
      hairTopPx: { min: 43, max: 98 },
      eyeLinePx: { min: 175, max: 272 },
      faceWidthPx: { min: 155, max: 258 },
      faceCentreXPx: { min: 196, max: 217 },
    },
    aim: { faceWidthPx: 187, hairTopPx: 70 },
    maxScale: 2,
    limits: {},
  },
  {
    ...chsi,
    id: "exam-480x640",
    name: { zh: "考试报名照片 480×640", en: "Examination registration, 480×640" },
    source: {
      zh: "常见考试报名网站：480×640、20–200 KB；几何范围同毕业照片规范",
      en: "Common examination portals: 480×640, 20–200 KB; geometry of the graduation norm",
    },
    background: white,
    file: { minBytes: 20 * 1024, maxBytes: 200 * 1024, aimMinBytes: 60 * 1024, minQuality: 60 },
  },
] as const satisfies readonly NamedPhotoSpec[];

export type PhotoSpecId = (typeof photoSpecs)[number]["id"];

export const allPhotoSpecIds: readonly PhotoSpecId[] = photoSpecs.map(({ id }) => id);

export const defaultPhotoSpecId: PhotoSpecId = "chsi-blue";

/** Returns the spec of an existing id. */
export function photoSpecOf(id: PhotoSpecId): NamedPhotoSpec {
  const spec = findPhotoSpec(id);
  if (!spec) throw new Error(`No photo spec has the id "${id}"`);
  return spec;
}

export const defaultPhotoSpec: NamedPhotoSpec = photoSpecOf(defaultPhotoSpecId);

/** Returns the spec of that id, or undefined. */
export function findPhotoSpec(id: string): NamedPhotoSpec | undefined {
  return photoSpecs.find((spec) => spec.id === id);
}
