/** Checks of hands and of worn things. */
import { detailedCount, emptyCount } from "../check-accuracy.ts";
import type { CheckRow, CheckWords } from "../check-row.ts";

export const wornChecks = {
  mask: {
    unit: "share",
    limits: { warn: { max: 0.15 }, fail: { max: 0.5 } },
    basis: "policy",
    accuracy: detailedCount([7, 0, 7, 0], [265, 0, 0]),
  },
  "occluded-mouth": {
    unit: "share",
    limits: { warn: { max: 0.15 } },
    basis: { falseAlarms: 0.002 },
    accuracy: detailedCount([1, 1, 0, 0], [271, 0, 0]),
  },
  "hand-in-frame": {
    unit: "share",
    limits: { warn: { max: 0.5 }, fail: { max: 0.85 } },
    basis: { falseAlarms: 0.005 },
    accuracy: detailedCount([34, 0, 24, 1], [222, 0, 1]),
  },
  sunglasses: {
    unit: "share",
    limits: { warn: { max: 0.1 } },
    basis: { falseAlarms: 0.002 },
    accuracy: detailedCount([2, 0, 0, 2], [267, 0, 0]),
  },
  glasses: {
    unit: "share",
    limits: {},
    basis: "note",
    accuracy: emptyCount,
  },
  headwear: {
    unit: "share",
    limits: { warn: { max: 0.3 }, fail: { max: 0.75 } },
    basis: { falseAlarms: 0.01 },
    accuracy: detailedCount([13, 0, 3, 9], [247, 0, 0]),
  },
  earrings: {
    unit: "iod2",
    limits: { warn: { max: 0.012 } },
    basis: { falseAlarms: 0.02 },
    accuracy: detailedCount([16, 2, 0, 9], [226, 0, 9]),
  },
  necklace: {
    unit: "iod2",
    limits: { warn: { max: 0.05 } },
    basis: { falseAlarms: 0.01 },
    accuracy: detailedCount([8, 0, 0, 5], [226, 0, 5]),
  },
} as const satisfies Readonly<Record<string, CheckRow>>;

export const wornWords = {
  mask: {
    name: { zh: "口罩", en: "Mask" },
    title: { zh: "戴着口罩", en: "Mask worn" },
    passTitle: { zh: "未发现口罩", en: "No mask found" },
    quantity: { zh: "口部被遮住的比例", en: "How much of the mouth is covered" },
    advice: {
      zh: "请摘下口罩，露出整张脸，再拍一张",
      en: "Take the mask off, show the whole face, and take it again",
    },
  },
  "occluded-mouth": {
    name: { zh: "口部附近的手", en: "Hands near the mouth" },
    title: { zh: "口部被手遮挡", en: "Hand over the mouth" },
    passTitle: { zh: "未发现手遮挡口部", en: "No hand over the mouth found" },
    quantity: { zh: "口部被手遮住的比例", en: "How much of the mouth is under a hand" },
    advice: {
      zh: "请把手放下，露出整张脸，再拍一张",
      en: "Lower the hands, show the whole face, and take it again",
    },
  },
  "hand-in-frame": {
    name: { zh: "画面中的手", en: "Hands in the picture" },
    title: { zh: "手出现在画面中", en: "Hand in the picture" },
    passTitle: { zh: "未发现画面中有手", en: "No hand in the picture found" },
    quantity: { zh: "画面里有手的可能性", en: "How likely there is a hand in the picture" },
    advice: {
      zh: "请把手自然放下，不要托脸或碰头，再拍一张",
      en: "Let the hands hang down, away from face and head, and take it again",
    },
  },
  sunglasses: {
    name: { zh: "墨镜", en: "Sunglasses" },
    title: { zh: "戴着墨镜", en: "Sunglasses worn" },
    passTitle: { zh: "未发现墨镜", en: "No sunglasses found" },
    quantity: { zh: "眼睛被深色镜片遮住的比例", en: "How much of the eyes is behind dark lenses" },
    advice: {
      zh: "请摘下墨镜或有色眼镜，再拍一张",
      en: "Take off sunglasses or tinted glasses and take it again",
    },
  },
  glasses: {
    name: { zh: "眼镜", en: "Glasses" },
    title: { zh: "戴着眼镜", en: "Glasses worn" },
    passTitle: { zh: "未发现眼镜", en: "No glasses found" },
    quantity: {
      zh: "眼部被镜框或镜片占据的比例",
      en: "How much of the eye region is frames or lenses",
    },
    advice: {
      zh: "平时不戴眼镜请摘下；常戴眼镜可以保留，但镜片须无色、无反光，镜框不挡眼睛",
      en: "Take glasses off if you do not always wear them; if you do, lenses must be clear, without reflections, and frames off the eyes",
    },
  },
  headwear: {
    name: { zh: "帽子、头饰", en: "Hat or headwear" },
    title: { zh: "戴着帽子或头饰", en: "Headwear" },
    passTitle: { zh: "未发现帽子、头饰", en: "No headwear found" },
    quantity: { zh: "头顶被织物遮住的比例", en: "How much of the head is under cloth" },
    advice: {
      zh: "请摘下帽子、头饰再拍一张；因宗教或医疗原因不能摘下的，可以提交，由审核员看",
      en: "Take off hat or headwear and take it again; if religion or health forbids it, you may submit and a reviewer looks",
    },
    refusedAdvice: {
      zh: "请摘下帽子、头饰再拍一张；因宗教或医疗原因不能摘下的，请先联系客服",
      en: "Take off hat or headwear and take it again; if religion or health forbids it, please contact customer service first",
    },
  },
  earrings: {
    name: { zh: "耳饰", en: "Jewellery at the ears" },
    title: { zh: "佩戴耳饰", en: "Earrings" },
    passTitle: { zh: "未发现耳饰", en: "No earrings found" },
    quantity: {
      zh: "耳垂处饰物的面积与两眼间距平方之比",
      en: "Jewellery at the ear lobes against the squared eye distance",
    },
    advice: { zh: "请取下耳饰，再拍一张", en: "Take the earrings off and take it again" },
  },
  necklace: {
    name: { zh: "项链", en: "Jewellery at the neck" },
    title: { zh: "佩戴项链", en: "Necklace" },
    passTitle: { zh: "未发现项链", en: "No necklace found" },
    quantity: {
      zh: "颈部饰物的面积与两眼间距平方之比",
      en: "Jewellery at the neck against the squared eye distance",
    },
    advice: { zh: "请取下项链，再拍一张", en: "Take the necklace off and take it again" },
  },
} as const satisfies Readonly<Record<keyof typeof wornChecks, CheckWords>>;
