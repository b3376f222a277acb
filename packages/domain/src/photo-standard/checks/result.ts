/** Checks of the finished standard photo. */
import { detailedCount } from "../check-accuracy.ts";
import type { CheckRow, CheckWords } from "../check-row.ts";

export const resultChecks = {
  "hair-top": {
    unit: "px",
    limits: ({ geometry }) => ({ fail: geometry.hairTopPx }),
    basis: "policy",
    accuracy: "exact",
  },
  "eye-line": {
    unit: "px",
    limits: ({ geometry }) => ({ fail: geometry.eyeLinePx }),
    basis: "policy",
    accuracy: "exact",
  },
  "face-width": {
    unit: "px",
    limits: ({ geometry }) => ({ fail: geometry.faceWidthPx }),
    basis: "policy",
    accuracy: "exact",
  },
  centring: {
    unit: "px",
    limits: ({ geometry }) => ({ fail: geometry.faceCentreXPx }),
    basis: "policy",
    accuracy: "exact",
  },
  "lower-edge": {
    unit: "px",
    // Reached only by a photo that passes framing: segmentation lost the chest, or the photo was made elsewhere.
    limits: { warn: { max: 4 } },
    basis: "policy",
    accuracy: "exact",
  },
  "background-colour": {
    unit: "code",
    // JPEG compression alone changes the colour by one; see the spec's background rule.
    limits: { fail: { max: 2 } },
    basis: "policy",
    accuracy: "exact",
  },
  "edge-fringe": {
    unit: "ratio",
    // Beyond 1 a reviewer looks: rim that none would accept, or remaining wall, of which half is small.
    limits: { warn: { max: 1 } },
    basis: { falseAlarms: 0.1 },
    accuracy: detailedCount([0, 0, 0, 0], [254, 0, 15]),
  },
  pixels: {
    unit: "count",
    limits: { fail: { max: 0 } },
    basis: "policy",
    accuracy: "exact",
  },
  density: {
    unit: "dpi",
    limits: ({ dpi }) => ({ fail: { min: dpi, max: dpi } }),
    basis: "policy",
    accuracy: "exact",
  },
  "file-size": {
    unit: "bytes",
    limits: ({ file }) => ({ fail: { min: file.minBytes, max: file.maxBytes } }),
    basis: "policy",
    accuracy: "exact",
  },
  quality: {
    unit: "count",
    limits: ({ file }) => ({ fail: { min: file.minQuality } }),
    basis: "policy",
    accuracy: "exact",
  },
} as const satisfies Readonly<Record<string, CheckRow>>;

export const resultWords = {
  "hair-top": {
    name: { zh: "头顶位置", en: "Position of the hair top" },
    title: { zh: "头顶位置不合适", en: "Hair top out of place" },
    passTitle: { zh: "头顶位置合适", en: "Hair top in place" },
    quantity: { zh: "头顶距上边", en: "Hair top from the upper edge" },
    advice: {
      zh: "请把头发梳平、不要扎高，让头发和双肩都在画面里，再拍一张",
      en: "Flatten the hair, no high bun, hair and shoulders in the picture, and take it again",
    },
  },
  "eye-line": {
    name: { zh: "眼睛位置", en: "Position of the eyes" },
    title: { zh: "眼睛位置不合适", en: "Eyes out of place" },
    passTitle: { zh: "眼睛位置合适", en: "Eyes in place" },
    quantity: { zh: "眼睛距上边", en: "Eyes from the upper edge" },
    advice: {
      zh: "请把手机举到与眼睛同高，正对本人，再拍一张",
      en: "Hold the phone at eye height, straight in front, and take it again",
    },
  },
  "face-width": {
    name: { zh: "脸部宽度", en: "Face width" },
    title: { zh: "脸部宽度不合适", en: "Face width not right" },
    passTitle: { zh: "脸部宽度合适", en: "Face width right" },
    quantity: { zh: "两脸颊之间", en: "Cheek to cheek" },
    advice: {
      zh: "请走近或退后一些，拍到胸部的半身，再拍一张",
      en: "Step closer or back for a half-length photo to the chest, and take it again",
    },
  },
  centring: {
    name: { zh: "人像左右位置", en: "Horizontal position" },
    title: { zh: "人像没有居中", en: "Not centred" },
    passTitle: { zh: "人像居中", en: "Centred" },
    quantity: { zh: "脸部中线距左边", en: "Middle of the face from the left edge" },
    advice: {
      zh: "请正对镜头站在画面中间，再拍一张",
      en: "Stand in the middle, straight to the lens, and take it again",
    },
  },
  "lower-edge": {
    name: { zh: "标准照底部", en: "Lower edge of the standard photo" },
    title: { zh: "人像没有到底边", en: "Person ends above the lower edge" },
    passTitle: { zh: "人像到达底边", en: "Person reaches the lower edge" },
    quantity: { zh: "标准照底部露出的背景", en: "Background showing below the person" },
    advice: {
      zh: "请退后一步，把双肩和胸部都拍进画面，再拍一张",
      en: "Step back so that shoulders and chest are in the picture and take it again",
    },
  },
  "background-colour": {
    name: { zh: "背景颜色", en: "Background colour" },
    title: { zh: "背景颜色不符合规定", en: "Wrong background colour" },
    passTitle: { zh: "背景颜色符合规定", en: "Correct background colour" },
    quantity: { zh: "背景与规定颜色的最大偏差", en: "Largest difference from the set colour" },
    advice: {
      zh: "请站到与头发、衣服颜色分明的白墙前重拍；他处做的照片请用本系统重新制作",
      en: "Take it again before a white wall that hair and clothes stand out from; a photo made elsewhere, make again here",
    },
  },
  "edge-fringe": {
    name: { zh: "人像边缘", en: "Edge of the person" },
    title: { zh: "人像边缘有黑边或旧背景", en: "Dark line or old wall along the edge" },
    passTitle: { zh: "未发现黑边或旧背景", en: "No dark line or old wall found" },
    quantity: {
      zh: "边缘黑边、旧背景或发丝不清的程度",
      en: "Dark line, old wall or unclear hair along the edge",
    },
    advice: {
      zh: "请站到与头发、衣服颜色分明的墙前，离墙一米，再拍一张",
      en: "Stand one metre in front of a wall that contrasts with hair and clothes, and take it again",
    },
    titleWhen: { unclearHair: { zh: "发丝边缘不清", en: "Hair edge unclear" } },
    adviceWhen: {
      unclearHair: {
        zh: "请换到浅色的墙前，让光照到头发，再拍一张",
        en: "Stand in front of a light wall with light on your hair, and take it again",
      },
    },
  },
  pixels: {
    name: { zh: "像素尺寸与格式", en: "Pixel size and format" },
    title: { zh: "像素尺寸或格式不符合规格", en: "Wrong pixel size or format" },
    passTitle: { zh: "像素尺寸与格式符合规格", en: "Correct pixel size and format" },
    quantity: { zh: "不符合的格式项", en: "Format differs from the spec" },
    advice: {
      zh: "请用本系统重新制作标准照",
      en: "Make the standard photo again with this system",
    },
  },
  density: {
    name: { zh: "分辨率标记", en: "Resolution setting" },
    title: { zh: "分辨率标记不符合规格", en: "Wrong resolution setting" },
    passTitle: { zh: "分辨率标记符合规格", en: "Correct resolution setting" },
    quantity: { zh: "文件注明的分辨率", en: "Dots per inch in the header" },
    advice: {
      zh: "请用本系统重新制作标准照",
      en: "Make the standard photo again with this system",
    },
  },
  "file-size": {
    name: { zh: "文件大小", en: "File size" },
    title: { zh: "文件大小不符合规格", en: "File size outside the limits" },
    passTitle: { zh: "文件大小符合规格", en: "File size within the limits" },
    quantity: { zh: "文件大小", en: "File size" },
    advice: { zh: "请换一张更清晰的照片重新制作", en: "Make it again from a sharper photo" },
    adviceWhen: {
      tooLarge: {
        zh: "请换一件没有花纹的衣服再拍一张，花纹越少文件越小",
        en: "Take it again in clothes without a pattern: the less pattern, the smaller the file",
      },
    },
  },
  quality: {
    name: { zh: "压缩品质", en: "Compression quality" },
    title: { zh: "压缩过度", en: "Compressed too much" },
    passTitle: { zh: "压缩品质足够", en: "Not compressed too much" },
    quantity: { zh: "JPEG 品质系数", en: "JPEG quality" },
    advice: {
      zh: "请用本系统重新制作标准照",
      en: "Make the standard photo again with this system",
    },
  },
} as const satisfies Readonly<Record<keyof typeof resultChecks, CheckWords>>;
