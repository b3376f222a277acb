/** Seven photo rules as drawn scenes, right next to wrong, marked by a tick or a cross and never by colour alone. */
import {
  type Bilingual,
  type Drawing,
  drawingColours,
  drawingOf,
  drawnPerson,
  tiedHair,
} from "@gradphoto/domain";

const { faceShadow, hairTone, ink, paper, seal, tone, wallShadow: wallShadowTone } = drawingColours;

interface Scene {
  readonly drawing: Drawing;
  readonly caption: Bilingual;
}

export interface RuleScenes {
  /** Text of the rule as in the guide. */
  readonly rule: Bilingual;
  readonly right: Scene;
  readonly wrong: Scene;
}

const scene = (inside: string, zh: string, en: string): Scene => ({
  drawing: drawingOf(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 180" fill="none" stroke="${ink}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><rect width="160" height="180" fill="${paper}" stroke="none"/>${inside}</svg>`,
  ),
  caption: { zh, en },
});

const small = (inside: string, x: number, y: number, scale: number): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${inside}</g>`;

const room = `<path d="M12 150h136" /><path d="M22 18v132" stroke-dasharray="2 5"/><path d="M26 164h54M26 164l5-4M26 164l5 4M80 164l-5-4M80 164l-5 4" stroke="${seal}"/><text x="53" y="176" font-size="11" text-anchor="middle" stroke="none" fill="${ink}" font-family="sans-serif">1 m</text><circle cx="132" cy="28" r="9"/><path d="M132 12v-4M148 28h4M121 17l-3-3M143 17l3-3"/>`;
const clutter = `<path d="M16 20h58v52H16zM16 46h58M34 20v26M52 46v26M98 14h48v40H98z" fill="${tone}"/><path d="M104 48l12-16 10 10 8-8 8 14"/>`;
const wallShadow = `<path d="M96 180c0-40 6-60 4-84 0-30 8-44 26-44s26 16 24 44c-2 26 6 44 8 84z" fill="${wallShadowTone}" stroke="none"/>`;

const phone = `<rect x="22" y="14" width="116" height="152" rx="12"/><path d="M68 22h24"/>`;
const selfie = `<path d="M146 182c6-34 0-58-10-78l-12 6c10 20 12 44 6 72z" fill="${tone}"/><path d="M124 110c-4-10 10-16 14-6" fill="${paper}"/><rect x="112" y="56" width="30" height="50" rx="4" fill="${paper}" transform="rotate(12 127 81)"/><path d="M124 64l8 2"/>`;

const longHair = `<path d="M50 128c-8-50-4-98 30-98s38 48 30 98c-10-4-12-20-10-44-2-14-8-22-16-26-12 10-22 12-28 14 0 30 4 50-6 56z" fill="${hairTone}"/><path d="M56 60q14 12 30 4" stroke="${hairTone}" stroke-width="9"/>`;

const cap = `<path d="M52 58c0-22 12-32 28-32s28 10 28 32z" fill="${tone}"/><path d="M50 58h74c-4-8-14-8-20-8"/>`;
const darkGlasses = `<rect x="60" y="66" width="17" height="13" rx="4" fill="${ink}"/><rect x="83" y="66" width="17" height="13" rx="4" fill="${ink}"/><path d="M77 70h6"/>`;
const jewels = `<circle cx="50" cy="90" r="4" fill="${seal}" stroke="${seal}"/><circle cx="110" cy="90" r="4" fill="${seal}" stroke="${seal}"/><path d="M64 122q16 16 32 0" stroke="${seal}"/>`;

const strappy = `<path d="M22 180c2-30 10-44 40-52l8-6M138 180c-2-30-10-44-40-52l-8-6" fill="none"/><path d="M58 180v-22l8-34M102 180v-22l-8-34M58 156q22 12 44 0V180H58z" fill="${tone}"/><circle cx="72" cy="170" r="3"/><circle cx="88" cy="172" r="3"/><path d="M64 176l4 4M92 162l5 5"/>`;

const halfShadow = `<path d="M80 42c14 0 25 14 25 32s-11 32-25 32z" fill="${faceShadow}" stroke="none" opacity="0.85"/><path d="M84 50l18 18M84 64l20 20M84 78l18 18M84 92l10 10" stroke-width="1.4"/>`;

const makeUp = `<ellipse cx="64" cy="84" rx="6" ry="4" fill="${seal}" stroke="none" opacity="0.55"/><ellipse cx="96" cy="84" rx="6" ry="4" fill="${seal}" stroke="none" opacity="0.55"/><path d="M63 68l-4-4M68 66l-2-5M92 66l2-5M97 68l4-4"/><path d="M72 93q4-4 8 0q4-4 8 0q-8 8-16 0z" fill="${seal}" stroke="${seal}"/>`;
const sparkles = `<path d="M30 36v16M22 44h16M132 52v12M126 58h12M128 24v8M124 28h8" stroke="${seal}"/>`;

/** `forbidsBlue`: the photo's background is blue. */
const clothesRule = (forbidsBlue: boolean): RuleScenes => ({
  rule: {
    zh: `穿单色有领衣服，着正装，避免复杂图案、花纹，不要衣着臃肿，不要穿无袖、吊带、低胸衫、奇装异服${forbidsBlue ? "，因图像采集背景为蓝色，禁止穿蓝色衣服" : ""}`,
    en: `Plain formal clothes with a collar, no pattern, not bulky, nothing odd, not sleeveless, strappy or low-cut${forbidsBlue ? ". The background is blue: no blue clothes" : ""}`,
  },
  right: scene(drawnPerson({ hair: tiedHair }), "单色有领正装", "Plain, formal, with a collar"),
  wrong: forbidsBlue
    ? scene(drawnPerson({ clothes: strappy }), "吊带、花纹、蓝色", "Straps, patterns, blue")
    : scene(drawnPerson({ clothes: strappy }), "吊带、花纹", "Straps, patterns"),
});

export const ruleScenesOf = (forbidsBlue: boolean): readonly RuleScenes[] =>
  ruleScenes.map((one) => (one === "clothes" ? clothesRule(forbidsBlue) : one));

const ruleScenes: readonly (RuleScenes | "clothes")[] = [
  {
    rule: {
      zh: "选取光线较好的室内，选择一面干净的白墙，穿与背景颜色有反差的衣服，身体距离墙壁一米左右",
      en: "In a well-lit room, in front of a clean white wall, about one metre from it, in clothes that stand out against it",
    },
    right: scene(
      `${room}${small(drawnPerson(), 44, 42, 0.6)}`,
      "明亮白墙，离墙一米",
      "Bright, white wall, 1 m away",
    ),
    wrong: scene(
      `${clutter}${wallShadow}${drawnPerson()}`,
      "背景杂乱，墙上有影",
      "Cluttered, shadow on the wall",
    ),
  },
  {
    rule: {
      zh: "使用后置摄像头拍摄身体部位至胸部部位的半身",
      en: "Rear camera, half-length to the chest",
    },
    right: scene(
      `${phone}${small(drawnPerson(), 32, 44, 0.6)}`,
      "他人拍摄，半身到胸",
      "By another, to the chest",
    ),
    wrong: scene(
      `${small(drawnPerson(), -16, -20, 1.14)}${selfie}`,
      "自拍，离得太近",
      "A selfie, too close",
    ),
  },
  {
    rule: {
      zh: "露出耳朵和额头，头部正视镜头，保持肩膀齐平，表情自然，嘴唇自然闭合",
      en: "Ears and forehead bare, head straight to the lens, shoulders level, natural expression, lips closed",
    },
    right: scene(
      drawnPerson({ hair: tiedHair }),
      "露耳露额，正视镜头",
      "Ears and brow bare, straight",
    ),
    wrong: scene(
      drawnPerson({
        hair: longHair,
        tilt: 14,
        earsVisible: false,
        mouth: `<path d="M71 90q9 12 18 0z" fill="${paper}"/>`,
      }),
      "头发遮挡，歪头露齿",
      "Hair over face, tilted, teeth",
    ),
  },
  {
    rule: {
      zh: "注意尽量不要佩戴眼镜，常戴眼镜者可以佩戴眼镜，但不得戴有色眼镜，不得佩戴头饰、耳饰、项链等饰品",
      en: "No glasses if possible; who always wears them may, never tinted. No headwear, earrings or necklace",
    },
    right: scene(
      drawnPerson({
        over: '<rect x="61" y="66" width="17" height="13" rx="5"/><rect x="82" y="66" width="17" height="13" rx="5"/><path d="M78 70h4"/>',
      }),
      "常戴的透明眼镜可以",
      "Clear everyday glasses may stay",
    ),
    wrong: scene(
      drawnPerson({ over: `${darkGlasses}${cap}${jewels}` }),
      "帽子、墨镜、饰品",
      "Cap, dark glasses, jewellery",
    ),
  },
  "clothes",
  {
    rule: { zh: "避免脸部阴影或阴阳脸", en: "No shadow on the face, no half-dark face" },
    right: scene(drawnPerson(), "脸部光线均匀", "Even light on the face"),
    wrong: scene(drawnPerson({ over: halfShadow }), "半边脸在阴影里", "Half the face in shadow"),
  },
  {
    rule: {
      zh: "素颜，禁止美颜和化妆、佩戴美瞳",
      en: "No make-up, no beauty filter, no coloured contact lenses",
    },
    right: scene(drawnPerson({ hair: tiedHair }), "素颜，原相机拍摄", "No make-up, no filter"),
    wrong: scene(
      `${sparkles}${drawnPerson({ over: makeUp })}`,
      "化妆、美颜、美瞳",
      "Make-up, filter, lenses",
    ),
  },
];
