/** Reasons for which a reviewer or the registry may reject a photo: one tree for reviewers, in text for students. */
import { isKeyOf } from "../core/is-key-of.ts";
import { type ReviewReason, reason } from "./reason.ts";
import { registryReasons } from "./registry-reasons.ts";

export { type ReviewReason, type ReviewReasonGroup, reviewReasonGroups } from "./reason.ts";

export const reviewReasons = {
  "head-not-straight": reason(
    "pose",
    "1",
    ["头部未摆正", "The head is not straight"],
    [
      "请正对镜头，头部端正，平视镜头重拍。",
      "Please face the lens with the head upright and look into it.",
    ],
    ["not-frontal", "head-tilt"],
  ),
  "shoulders-not-level": reason(
    "pose",
    "2",
    ["肩膀不齐平", "The shoulders are not level"],
    ["请放松站直，双肩齐平。", "Please stand relaxed and straight, shoulders level."],
  ),
  "expression-not-natural": reason(
    "pose",
    "3",
    ["表情不自然", "The expression is not natural"],
    ["请自然放松，嘴唇闭合，不露齿。", "Please relax, lips closed, no teeth."],
    ["smile-teeth", "mouth-open"],
  ),
  framing: reason(
    "pose",
    "4",
    ["取景不合适", "Wrong framing"],
    [
      "请拍到胸部，头发和双肩完整，距离约一米。",
      "Please take it from about one metre, down to the chest, with all of the hair and both shoulders in the picture.",
    ],
    ["framing-tight", "lower-edge", "hair-top", "eye-line", "face-width", "centring"],
  ),
  "eyes-not-open": reason(
    "face",
    "5",
    ["眼睛未睁开或未平视", "Eyes closed or looking away"],
    ["请自然睁开双眼，平视镜头。", "Please keep both eyes open and look into the lens."],
    ["eyes-closed"],
  ),
  "face-covered": reason(
    "face",
    "6",
    ["面部被遮挡", "Something covers the face"],
    [
      "请取下口罩，手和物品不要挡住脸。",
      "Please take off any mask and keep hands and objects away from the face.",
    ],
    ["mask", "occluded-mouth", "hand-in-frame", "face-unclear"],
  ),
  "make-up": reason(
    "face",
    "7",
    ["有化妆痕迹", "Visible make-up"],
    ["请卸妆，素颜重拍。", "Please take the photo without make-up."],
  ),
  "coloured-lenses": reason(
    "face",
    "8",
    ["佩戴美瞳", "Coloured contact lenses"],
    ["请取下美瞳后重拍。", "Please take out the coloured lenses."],
  ),
  "ears-hidden": reason(
    "wearing",
    "q",
    ["耳朵未露出", "The ears are hidden"],
    ["请把头发别到耳后，露出双耳。", "Please put the hair behind both ears."],
    ["ears-hidden"],
  ),
  "hair-over-face": reason(
    "wearing",
    "w",
    ["头发遮挡额头、眉毛或眼睛", "Hair over forehead, brows or eyes"],
    [
      "请把头发梳起，露出额头和眉毛。",
      "Please comb the hair back so that forehead and brows are bare.",
    ],
    ["hair-over-eyes", "hair-over-brows", "hair-over-forehead"],
  ),
  glasses: reason(
    "wearing",
    "e",
    ["眼镜反光、有色或遮眼", "Glasses reflect, are tinted or cover the eyes"],
    [
      "请摘下眼镜，或换一个角度避开反光。",
      "Please take the glasses off, or turn until nothing reflects.",
    ],
    ["sunglasses", "glasses"],
  ),
  headwear: reason(
    "wearing",
    "r",
    ["佩戴帽子或头饰", "Headwear"],
    ["请取下帽子和头饰后重拍。", "Please take off headwear and hair ornaments."],
    ["headwear"],
  ),
  jewellery: reason(
    "wearing",
    "t",
    ["佩戴耳饰或项链", "Earrings or necklace"],
    ["请取下耳饰和项链后重拍。", "Please take off earrings and necklace."],
    ["earrings", "necklace"],
  ),
  "clothes-blue": reason(
    "clothes",
    "y",
    ["衣服与背景同色", "Clothes in the colour of the background"],
    [
      "请换一件与照片背景颜色分明的衣服。",
      "Please wear a colour that stands out clearly from the photo's background.",
    ],
    ["blue-clothes", "low-contrast"],
  ),
  "clothes-pattern": reason(
    "clothes",
    "u",
    ["图案花纹复杂", "Complex pattern"],
    ["请穿单色有领的衣服。", "Please wear plain-coloured clothes with a collar."],
  ),
  "clothes-informal": reason(
    "clothes",
    "i",
    ["着装不合要求", "Clothes against the rules"],
    [
      "请穿有领正装，不穿无袖、吊带、低胸或臃肿的衣服。",
      "Please wear formal clothes with a collar, not sleeveless, low-cut or bulky.",
    ],
    ["sleeveless"],
  ),
  "light-uneven": reason(
    "scene",
    "a",
    ["脸部有阴影或阴阳脸", "Shadow on the face"],
    ["请面向窗户或灯，让脸部受光均匀。", "Please face a window or lamp so that the light is even."],
    ["uneven-light"],
  ),
  exposure: reason(
    "scene",
    "s",
    ["过暗或过亮", "Too dark or too bright"],
    [
      "请换一处光线充足、不直射的室内重拍。",
      "Please choose a well-lit room without glaring light.",
    ],
    ["dark", "overexposed"],
  ),
  background: reason(
    "scene",
    "d",
    ["背景不干净", "The background is not clean"],
    [
      "请站在干净的白墙前约一米处重拍。",
      "Please stand about one metre in front of a clean white wall.",
    ],
    ["background-busy", "background-shadow", "background-colour"],
  ),
  "edge-flaw": reason(
    "picture",
    "f",
    ["人像边缘有残留或缺损", "Leftover background or gaps around the outline"],
    [
      "请在干净的白墙前，穿与墙面反差明显的衣服重拍。",
      "Please retake it in front of a clean white wall, in clothes that stand out from it.",
    ],
    ["edge-fringe"],
  ),
  blurred: reason(
    "picture",
    "g",
    ["照片模糊或像素不足", "Blurred, or too few pixels"],
    [
      "请擦净镜头、对焦脸部，用后置摄像头原图上传。",
      "Please wipe the rear camera's lens, focus on the face and upload the original photo.",
    ],
    ["blur", "low-resolution"],
  ),
  "colour-untrue": reason(
    "picture",
    "h",
    ["色彩不真实", "Unnatural colours"],
    ["请关闭滤镜，在自然光下重拍。", "Please turn filters off and use natural light."],
    ["grayscale"],
  ),
  "file-unfit": reason(
    "picture",
    "j",
    ["成片文件不合规格", "The file does not match the spec"],
    [
      "请重新上传手机原图；如再次出现，请联系客服。",
      "Please upload the original from your phone again; if this happens again, contact customer service.",
    ],
    ["pixels", "density", "file-size", "quality"],
  ),
  selfie: reason(
    "identity",
    "z",
    ["自拍照", "Selfie"],
    ["请由他人用后置摄像头拍摄。", "Please let somebody else take it with the rear camera."],
    ["selfie"],
  ),
  retouched: reason(
    "identity",
    "x",
    ["使用美颜、修图或 AI", "Retouched, beauty filter or made by AI"],
    [
      "请关闭美颜和 AI 修图，使用未修改的照片。",
      "Please turn beauty filters and AI editing off and use an unedited photo.",
    ],
    ["edited-or-generated"],
  ),
  "taken-long-ago": reason(
    "identity",
    "c",
    ["照片不是近期拍摄", "Not taken recently"],
    ["请使用近期拍摄的照片。", "Please use a photo taken recently."],
    ["capture-date"],
  ),
  "copy-of-picture": reason(
    "identity",
    "v",
    ["翻拍屏幕或照片", "Photo of a screen or print"],
    [
      "请由他人当面重新拍摄，不要翻拍屏幕或照片。",
      "Please have a new photo taken in person, not of a screen or a print.",
    ],
  ),
  "not-one-person": reason(
    "identity",
    "b",
    ["画面中不止本人或不是人像", "Not exactly one person in the picture"],
    ["请确认画面中只有您一人。", "Please make sure that only you are in the picture."],
    ["no-face", "face-count", "not-a-person"],
  ),
  "not-this-student": reason(
    "identity",
    "n",
    ["疑似不是本人", "May be a different person"],
    [
      "请本人出镜，由他人用后置摄像头重拍；如有误会，请申诉或联系客服。",
      "Please have somebody else retake it of you with the rear camera; if this is a mistake, appeal or contact customer service.",
    ],
    ["seen-before"],
  ),
  other: reason(
    "identity",
    "m",
    ["其他原因（见说明）", "Another reason (see the note)"],
    [
      "请按审核员的说明重拍；不清楚时请联系客服。",
      "Please follow the reviewer's note; if it is unclear, contact customer service.",
    ],
  ),
  ...registryReasons,
} as const satisfies Readonly<Record<string, ReviewReason>>;

export type ReviewReasonCode = keyof typeof reviewReasons;

export const isReviewReason = isKeyOf(reviewReasons);

export const allReviewReasons: readonly ReviewReasonCode[] =
  Object.keys(reviewReasons).filter(isReviewReason);

/** Returns true if the reason only refers the student to the reviewer's note, and is therefore useless without one. */
export const isExplainedByNote = (code: ReviewReasonCode): boolean => code === "other";

/** Reasons that a reviewer may choose; the registry's own reasons come only from the registry. */
export const reviewerReasonCodes: readonly ReviewReasonCode[] = allReviewReasons.filter(
  (code) => reviewReasons[code].group !== "registry",
);
