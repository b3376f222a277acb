/** Checks of pose, framing and expression. */
import { detailedCount } from "../check-accuracy.ts";
import type { CheckRow, CheckWords } from "../check-row.ts";

export const poseChecks = {
  "not-frontal": {
    unit: "deg",
    limits: { warn: { max: 14 }, fail: { max: 22 } },
    basis: { falseAlarms: 0.01 },
    accuracy: detailedCount([20, 0, 11, 8], [215, 3, 8]),
  },
  "head-tilt": {
    unit: "deg",
    limits: { warn: { max: 6 }, fail: { max: 10 } },
    basis: "policy",
    accuracy: detailedCount([14, 0, 6, 5], [147, 2, 5]),
  },
  "framing-tight": {
    unit: "px",
    // Policy: a floating bust is no certificate photo. A person judges cut-off hair or shoulders; see the check.
    limits: { fail: { max: 4 } },
    basis: "policy",
    accuracy: detailedCount([10, 0, 10, 0], [197, 10, 7]),
  },
  "eyes-closed": {
    unit: "share",
    limits: { warn: { min: 0.45 } },
    basis: { falseAlarms: 0.01 },
    accuracy: detailedCount([4, 1, 0, 2], [260, 0, 11]),
  },
  "mouth-open": {
    unit: "share",
    limits: { warn: { max: 0.11 } },
    basis: { falseAlarms: 0.02 },
    accuracy: detailedCount([4, 1, 0, 2], [203, 0, 5]),
  },
  "smile-teeth": {
    unit: "iod2",
    limits: { warn: { max: 0.015 }, fail: { max: 0.03 } },
    basis: { falseAlarms: 0.002 },
    accuracy: detailedCount([24, 1, 17, 5], [212, 1, 0]),
  },
} as const satisfies Readonly<Record<string, CheckRow>>;

export const poseWords = {
  "not-frontal": {
    name: { zh: "脸部朝向", en: "Direction of the face" },
    title: { zh: "没有正对镜头", en: "Not facing the lens" },
    passTitle: { zh: "未发现脸部偏转", en: "No turned head found" },
    quantity: { zh: "脸部偏转角度", en: "Turn of the head" },
    advice: {
      zh: "请把脸正对镜头，下巴不抬不低，眼睛与镜头同高再拍一张",
      en: "Turn the face straight to the lens, chin neither up nor down, lens at eye height, and take it again",
    },
  },
  "head-tilt": {
    name: { zh: "头部角度", en: "Angle of the head" },
    title: { zh: "头部歪斜", en: "Head tilted" },
    passTitle: { zh: "未发现头部歪斜", en: "No tilted head found" },
    quantity: { zh: "两眼连线的倾斜角度", en: "Slope of the line between the eyes" },
    advice: {
      zh: "请把头摆正，两眼保持水平，手机也拿正，再拍一张",
      en: "Hold head and phone upright, both eyes level, and take it again",
    },
    titleWhen: { onItsSide: { zh: "照片横着或倒着", en: "Photo on its side or upside down" } },
    adviceWhen: {
      onItsSide: {
        zh: "请先把照片旋转到头朝上，再上传",
        en: "Rotate the photo so that the head is at the top, then upload it",
      },
    },
  },
  "framing-tight": {
    name: { zh: "取景范围", en: "Framing" },
    title: { zh: "拍得太近，人像不完整", en: "Too close, person not complete" },
    passTitle: { zh: "未发现人像缺失", en: "No missing part of the person found" },
    quantity: { zh: "标准照上缺少的长度", en: "Length missing in the standard photo" },
    advice: {
      zh: "请退后一步，让头发、双肩和胸部都在画面里，四周留出空白，再拍一张",
      en: "Step back so that hair, both shoulders and chest are in the picture with room around them, and take it again",
    },
  },
  "eyes-closed": {
    name: { zh: "眼睛开合", en: "Eyes open or closed" },
    title: { zh: "眼睛没有睁开", en: "Eyes not open" },
    passTitle: { zh: "未发现闭眼", en: "No closed eyes found" },
    quantity: {
      zh: "眼睛睁开的高度与黑眼珠直径之比",
      en: "Height of the open eye against the width of its iris",
    },
    advice: {
      zh: "请自然睁开双眼平视镜头，再拍一张",
      en: "Open both eyes naturally, look at the lens, and take it again",
    },
  },
  "mouth-open": {
    name: { zh: "嘴唇开合", en: "Lips open or closed" },
    title: { zh: "嘴唇没有闭合", en: "Lips not closed" },
    passTitle: { zh: "未发现嘴唇张开", en: "No open lips found" },
    quantity: {
      zh: "嘴唇张开的高度与口宽之比",
      en: "Gap between the lips against the width of the mouth",
    },
    advice: { zh: "请自然闭合嘴唇，再拍一张", en: "Close the lips naturally and take it again" },
  },
  "smile-teeth": {
    name: { zh: "牙齿", en: "Teeth" },
    title: { zh: "笑露牙齿", en: "Smile shows teeth" },
    passTitle: { zh: "未发现露出牙齿", en: "No visible teeth found" },
    quantity: {
      zh: "露出牙齿的面积与两眼间距平方之比",
      en: "Visible teeth against the squared eye distance",
    },
    advice: {
      zh: "请收起笑容，表情自然，嘴唇闭合，再拍一张",
      en: "Relax the smile, close the lips, and take it again",
    },
  },
} as const satisfies Readonly<Record<keyof typeof poseChecks, CheckWords>>;
