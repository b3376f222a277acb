/** Texts of checking a photo only on this device. */
import { clausesForPeople } from "@gradphoto/domain";
import { wordsOf } from "../../words/words.ts";

export const tryWords = wordsOf(
  {
    title: "检查照片",
    intro: "先看看照片能不能用",
    onDevice: "照片只在这台设备上检查，不会上传，也不会留下。",
    spec: "照片规格",
    choose: "选择照片",
    drop: "也可以把照片拖到这里",
    formats: (mb: number) => `JPG、PNG、WebP、HEIC，最大 ${mb} MB`,
    another: "换一张照片",
    download: "下载标准照",
    tooLarge: (mb: string, maxMb: number) =>
      `这个文件有 ${mb} MB，超过 ${maxMb} MB。请选择手机拍的原图。`,
    coming: (percent: number) => `正在准备检查程序 ${percent}%`,
    comingAbout: "第一次打开需要下载约 27 MB，建议连接 Wi-Fi。",
    comingChoose: "您可以先选照片，准备好就开始检查。",
    unasked: "选好照片后再下载检查程序（约 27 MB），建议连接 Wi-Fi。",
    ready: "检查程序已准备好，断开网络也能检查。",
    checking: "正在检查这张照片",
    checkingAbout: "请不要关闭本页。",
    picture: "您选择的照片",
    unusable: [
      "现在还不能在这里检查",
      "请检查网络后再试一次。仍然不行，请用手机自带的浏览器，或新版的 Edge、Chrome 打开本页；也可以在采集时直接上传，由系统检查。",
    ],
    left: [
      "这张照片没能在这里检查",
      "这不说明照片有问题。请把它另存为 JPG 再选一次，或换一个浏览器；也可以在采集时直接上传，由系统检查。",
    ],
    pass: [
      "机器检查没有发现问题",
      `这样的照片可以上传。另有 ${clausesForPeople.length} 条细则由审核员看，列在下面。`,
    ],
    review: [
      "可以上传，下面的提示由审核员再看",
      `您也可以按下面的提示再拍一张。另有 ${clausesForPeople.length} 条细则由审核员看，列在下面。`,
    ],
    refused: ["这张照片还不能用"],
    decides: "这里的结果供您参考，正式结果以上传后的系统检查和人工审核为准。",
    people: `由审核员看的 ${clausesForPeople.length} 条细则`,
    report: "完整报告（JSON）",
    number: "检查编号",
    numberAbout: "同一张照片、同一版检查，编号相同。咨询客服时说出编号，就能确认说的是同一个结果。",
    resultHash: "标准照",
    sourceHash: "照片",
    version: "检查版本",
  },
  {
    title: "Check a photo",
    intro: "See first whether a photo will do",
    onDevice:
      "The photo is checked on this device alone: it is not uploaded, and nothing of it stays.",
    spec: "Photo spec",
    choose: "Choose a photo",
    drop: "or drop one here",
    formats: (mb) => `JPG, PNG, WebP or HEIC up to ${mb} MB`,
    another: "Another photo",
    download: "Download the standard photo",
    tooLarge: (mb, maxMb) =>
      `This file has ${mb} MB; ${maxMb} MB are allowed. Please choose the phone's original photo.`,
    coming: (percent) => `Preparing the checks ${percent}%`,
    comingAbout: "About 27 MB are downloaded the first time, best over Wi-Fi.",
    comingChoose: " You may choose a photo already; it is checked once they are here.",
    unasked:
      "The checks (about 27 MB) are downloaded once you have chosen a photo, best over Wi-Fi.",
    ready: "The checks are ready; they work without a connection too.",
    checking: "This photo is being checked",
    checkingAbout: "Please keep this page open.",
    picture: "The photo you chose",
    unusable: [
      "Photos cannot be checked here yet",
      "Please check the connection and try again. If it still does not work, open this page in your phone's own browser or a recent Edge or Chrome; or upload the photo in your collection, where the service checks it.",
    ],
    left: [
      "This photo could not be checked here",
      "That does not mean that anything is wrong with it. Please save it as JPG and choose it again, or use another browser; or upload it in your collection, where the service checks it.",
    ],
    pass: [
      "The machine found nothing wrong",
      `A photo like this can be uploaded. A reviewer also looks at ${clausesForPeople.length} clauses, listed below.`,
    ],
    review: [
      "It can be uploaded; a reviewer looks at a few things",
      `You may also take another as advised below. A reviewer also looks at ${clausesForPeople.length} clauses, listed below.`,
    ],
    refused: ["This photo cannot be used yet"],
    decides:
      "This is for your guidance: what counts is the service's own check after the upload, and the review.",
    people: `${clausesForPeople.length} clauses that a reviewer looks at`,
    report: "Whole report (JSON)",
    number: "Check number",
    numberAbout:
      "The same photo under the same checks has the same number. Tell it to customer service and both sides speak of the same result.",
    resultHash: "Standard photo",
    sourceHash: "Photo",
    version: "Version of the checks",
  },
);
