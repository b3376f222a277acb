/** The page's own words; findings bring theirs with them. */
import { type Bilingual, leftToPeople, type ReportVerdict } from "@gradphoto/domain";

export const words = {
  title: { zh: "毕业证照 · 照片标准化", en: "GradPhoto · standard photo" },
  spec: { zh: "规格", en: "Spec" },
  otherLanguage: { zh: "English", en: "中文" },
  drop: { zh: "把照片拖到这里，或点按选择", en: "Drop a photo here, or click to choose one" },
  dropHint: {
    zh: "JPG、PNG、WebP、HEIC、AVIF，最大 25 MB。照片只在本机处理。",
    en: "JPG, PNG, WebP, HEIC or AVIF up to 25 MB. The photo stays on this machine.",
  },
  working: {
    zh: "正在核对五官位置、抠图并制作标准照…",
    en: "Finding the face, cutting it out, making the standard photo…",
  },
  original: { zh: "原照片", en: "Original" },
  result: { zh: "标准照", en: "Standard photo" },
  preview: { zh: "预览（未通过检查，不能提交）", en: "Preview (checks refuse it, not for submission)" },
  noResult: { zh: "这张照片无法制作标准照", en: "No standard photo can be made from this one" },
  noPreview: { zh: "浏览器不能显示这种格式的原图", en: "The browser cannot show this format" },
  download: { zh: "下载标准照", en: "Download the standard photo" },
  findings: { zh: "检查结果", en: "Findings" },
  numbers: { zh: "完整报告（JSON）", en: "Whole report (JSON)" },
  unreachable: {
    zh: "服务没有回应，请确认程序仍在运行后再试",
    en: "The service does not answer; check that it still runs and try again",
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const countWords = {
  passed: (count: number): Bilingual => ({ zh: `已通过 ${count} 项`, en: `${count} passed` }),
  unjudged: (count: number): Bilingual => ({ zh: `未能判断 ${count} 项`, en: `${count} not judged` }),
};

export const clausesWords: Bilingual = {
  zh: `由审核员看的 ${leftToPeople.length} 条细则`,
  en: `${leftToPeople.length} clauses that a reviewer looks at`,
};

export const reportWords: Readonly<Record<ReportVerdict, Bilingual>> = {
  pass: {
    zh: `机器检查没有发现问题，可以提交；另有 ${leftToPeople.length} 条细则由审核员看，列在下面。`,
    en: `The machine found nothing wrong; it can be submitted. A reviewer also looks at ${leftToPeople.length} clauses, listed below.`,
  },
  review: {
    zh: `标准照已制作，可以提交；机器提示或未能判断的，由审核员再看。另有 ${leftToPeople.length} 条细则由审核员看，列在下面。`,
    en: `The standard photo is made and can be submitted. A reviewer looks at what the machine points out or could not judge, and at ${leftToPeople.length} clauses listed below.`,
  },
  refused: {
    zh: "这张照片还不能用。请按下面的提示改一改，再拍一张。",
    en: "This photo cannot be used yet. Follow the advice below and take another one.",
  },
};
