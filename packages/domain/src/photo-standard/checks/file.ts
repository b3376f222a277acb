/** Checks of the file: can it be read, and was it seen before. */
import { emptyCount } from "../check-accuracy.ts";
import type { CheckRow, CheckWords } from "../check-row.ts";

export const fileChecks = {
  "file-type": {
    unit: "count",
    limits: { fail: { max: 0 } },
    gate: ["fail"],
    basis: "policy",
    accuracy: "exact",
  },
  "file-broken": {
    unit: "count",
    limits: { fail: { max: 0 } },
    gate: ["fail"],
    basis: "policy",
    accuracy: "exact",
  },
  "too-many-pixels": {
    unit: "count",
    // Our choice: the largest phone photos in common use have 50 megapixels.
    limits: { fail: { max: 50 } },
    gate: ["fail"],
    basis: "policy",
    accuracy: "exact",
  },
  "seen-before": {
    unit: "count",
    // A person decides whose photo it is and whether it was changed; see the check.
    limits: { fail: { max: 0 } },
    requirement: {
      fail: { zh: "不是审核员退回过的同一文件", en: "not the very file that a reviewer refused" },
      warn: {
        zh: "另一账号没有上传过，也不与退回过的照片几乎相同",
        en: "not submitted by another account, and not nearly the same as a refused photo",
      },
    },
    basis: "policy",
    accuracy: emptyCount,
  },
} as const satisfies Readonly<Record<string, CheckRow>>;

export const fileWords = {
  "file-type": {
    name: { zh: "文件格式", en: "File type" },
    title: { zh: "文件格式不可用", en: "File type not accepted" },
    passTitle: { zh: "文件格式可用", en: "File type accepted" },
    quantity: { zh: "不能读取的格式", en: "Unreadable type" },
    advice: {
      zh: "请上传手机相机拍摄的 JPG、PNG、WebP 或 HEIC 照片，不要上传截图、动画或文档",
      en: "Upload a JPG, PNG, WebP or HEIC photo from the phone's camera, not a screenshot, an animation or a document",
    },
    adviceWhen: {
      finished: {
        zh: "请用本系统从原照片重新制作标准照",
        en: "Make the standard photo again from the original with this system",
      },
    },
  },
  "file-broken": {
    name: { zh: "文件完整性", en: "Integrity of the file" },
    title: { zh: "文件不完整", en: "File incomplete" },
    passTitle: { zh: "文件完整", en: "File complete" },
    quantity: { zh: "损坏的文件", en: "Broken file" },
    advice: {
      zh: "请重新选择或重新拍摄一张照片再上传",
      en: "Choose the photo again or take a new one, then upload it",
    },
  },
  "too-many-pixels": {
    name: { zh: "照片像素总数", en: "Number of pixels" },
    title: { zh: "照片像素过多", en: "Too many pixels in the photo" },
    passTitle: { zh: "照片像素数可用", en: "Number of pixels accepted" },
    quantity: { zh: "照片像素总数", en: "Megapixels" },
    advice: {
      zh: "请把手机相机设为普通分辨率再拍一张",
      en: "Set the phone's camera to its usual resolution and take it again",
    },
  },
  "seen-before": {
    name: { zh: "与此前照片的比较", en: "Comparison with earlier photos" },
    title: { zh: "同一张照片上传过", en: "Same photo uploaded before" },
    passTitle: { zh: "未发现上传过的相同照片", en: "No earlier copy found" },
    quantity: { zh: "此前的同一张照片", en: "The same photo before" },
    advice: {
      zh: "如果确实是您本人的新照片，可以提交，由审核员看",
      en: "If it is a new photo of yourself, it may be submitted and a reviewer looks at it",
    },
    adviceWhen: {
      notCompared: { zh: "这一项不需要您做什么", en: "There is nothing to do about it" },
      refused: {
        zh: "请按退回的原因重新拍一张；如果认为退回有误，请申诉",
        en: "Please take a new photo as the reviewer asked, or appeal if the refusal was a mistake",
      },
      likeRefused: {
        zh: "请确认已按退回的原因重新拍摄；是新照片就可以提交",
        en: "Please make sure that it was retaken as the reviewer requested; a new photo may be submitted",
      },
    },
  },
} as const satisfies Readonly<Record<keyof typeof fileChecks, CheckWords>>;
