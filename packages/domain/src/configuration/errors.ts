/** Refusals about the configuration. */
import { error } from "../core/error.ts";

export const configurationErrors = {
  "configuration-waits": error(
    409,
    "这一项已有提议在等待确认。请先处理那一条，再提议新的值。",
    "A proposal for this setting is waiting already. Please have it decided or withdrawn first.",
  ),
  "configuration-changed": error(
    409,
    "提议之后，这一项的值已经变了。请撤回这一条，按现在的值重新提议。",
    "The value has changed since this was proposed. Please withdraw it and propose again from the value in force.",
  ),
  "configuration-value-changed": error(
    409,
    "这一项的值刚刚变了，您的提议还没有提交。请核对两份内容的不同之处，再提交一次。",
    "The value has just changed, and your proposal is not sent yet. Please compare both versions, then propose again.",
  ),
  "configuration-unfit": error(
    409,
    "提议的值已超出现在允许的范围。请选择“不同意”，需要时按允许的范围重新提议。",
    "The proposed value is outside what is allowed now. Please decline it, and propose one within the bounds if it is needed.",
  ),
  "configuration-unchanged": error(
    409,
    "这就是现在的值，没有改变。请填写另一个值。",
    "This is the value in force already. Please enter another one.",
  ),
  "configuration-not-waiting": error(
    409,
    "这一条提议已处理。请刷新后查看。",
    "This proposal is decided already. Please refresh to see it.",
  ),
  "configuration-own-proposal": error(
    409,
    "这是您自己的提议，请另一位运营管理员决定；不再需要时可以撤回。",
    "This is your own proposal. Please ask another operator to decide, or withdraw it.",
  ),
  "configuration-proposer-not-operator": error(
    409,
    "提议的人已停用，或不再是运营管理员。请选择“不同意”，需要时重新提议。",
    "The proposer is disabled or no longer an operator. Please decline the proposal, and propose it again if it is needed.",
  ),
  "configuration-others-proposal": error(
    409,
    "只有提议的人可以撤回。您可以选择“不同意”。",
    "Only the person who proposed it can withdraw it. You can decline it instead.",
  ),
  "photo-spec-fixed": error(
    409,
    "生效的规格不能再改，只能停用或恢复。要用别的数值，请另行起草一个规格。",
    "A spec in force never changes; it can be retired or offered again. For other numbers, please draft another spec.",
  ),
  "photo-spec-origin-unknown": error(
    409,
    "起草所用的规格没有找到。请回到“照片规格”，选一个规格重新起草。",
    "The spec that this draft began from was not found. Please go back to Photo specs and begin from one that is there.",
  ),
  "photo-spec-name-taken": error(
    409,
    "已有规格叫“{name}”，选用时会分不清。请换一个名称。",
    "There is a spec called “{name}” already, and they would be confused. Please choose another name.",
  ),
  "photo-spec-window-reversed": error(
    422,
    "“{window}”的下限必须小于上限，请核对。",
    "{window}: the lower end must lie below the upper end. Please check both.",
  ),
  "photo-spec-window-outside": error(
    422,
    "“{window}”超出了 {widthPx} × {heightPx} 像素的画面，请核对。",
    "{window}: this reaches beyond the picture of {widthPx} × {heightPx} px. Please check it.",
  ),
  "photo-spec-window-narrow": error(
    422,
    "“{window}”的范围太窄，成品照片很难都落在里面：上下限之间至少留 {leastPx} 像素。",
    "{window}: standard photos would often miss so narrow a window. Please leave at least {leastPx} px between both ends.",
  ),
  "photo-spec-centre-missed": error(
    422,
    "“脸部中线距左边”的范围必须包含画面正中的 {centrePx} 像素，请核对。",
    "The window for the middle of the face must hold the middle of the picture, {centrePx} px. Please check it.",
  ),
  "photo-spec-registry-size": error(
    422,
    "学籍学历照片固定为 {widthPx} × {heightPx} 像素，其他尺寸上报后会被退回。请改回这个尺寸，或从别的规格起草。",
    "Photos for the registry are {widthPx} × {heightPx} px; any other size would be returned. Please keep this size, or begin from another spec.",
  ),
  "photo-spec-registry-file": error(
    422,
    "学籍学历照片太大会上报不了：文件大小的上限不能超过 {kilobytes} KB。",
    "The registry does not take larger photos: the upper end of the file size must be {kilobytes} KB at most.",
  ),
  "photo-spec-aim-outside": error(
    422,
    "“{window}”的目标值不在允许的范围内，请改目标值或范围。",
    "{window}: the target is outside the allowed range. Please change one of them.",
  ),
  "photo-spec-eyes-missed": error(
    422,
    "按裁剪目标，一般人的眼睛落在距上边 {eyesPx} 像素处，不在“眼睛距上边”的范围内。请核对目标值和范围。",
    "With these aims the eyes of most people come to lie {eyesPx} px from the upper edge, outside their window. Please check the aims and the window.",
  ),
  "photo-spec-widest-narrower": error(
    422,
    "“项目最多可放宽到”的范围必须包含规格自己的文件大小，请核对。",
    "What a project may widen the file size to must hold the spec's own. Please check both.",
  ),
  "photo-spec-file-too-small": error(
    422,
    "按这个尺寸和最低压缩质量，照片压不到这么小：文件大小的上限不能低于 {kilobytes} KB。",
    "Photos of this size and quality do not fit into so few bytes: the upper end of the file size must be at least {kilobytes} KB.",
  ),
  "photo-spec-file-unreachable": error(
    422,
    "这个尺寸的照片达不到这么大：文件大小的下限不能超过 {kilobytes} KB。",
    "Photos of this size do not come to so many bytes: the lower end of the file size must be {kilobytes} KB at most.",
  ),
  "photo-spec-background-dark": error(
    422,
    "证件照的背景要浅：这个颜色的明度是 {lightness}，不能低于 {leastLightness}。请选浅一些的颜色。",
    "Certificates want a light background: this colour has a lightness of {lightness}, and {leastLightness} is the least. Please choose a lighter one.",
  ),
  "photo-spec-print-too-large": error(
    422,
    "照片印出来不能超过 {mostWidthMm} × {mostHeightMm} 毫米。请减少像素。",
    "Printed, a photo may be {mostWidthMm} × {mostHeightMm} mm at most. Please take fewer pixels.",
  ),
  "message-words-placeholder-missing": error(
    409,
    "短信里缺少 {placeholder}，学生就没有地方可点。请在中文和英文里都写上 {placeholder}。",
    "The text has no {placeholder}, so students would have nowhere to go. Please write {placeholder} in both languages.",
  ),
  "message-words-placeholder-unknown": error(
    409,
    "短信里的 {placeholder} 填不了。可以使用的是 {placeholders}，请改正后再提交。",
    "Nothing can stand in the place of {placeholder}. What can be used is {placeholders}; please correct it and propose again.",
  ),
  "message-words-signature": error(
    409,
    "短信里不能有“{mark}”：运营商会当成第二个签名，把短信拦下。请换成别的括号或删去。",
    "The text has {mark}, which carriers take for a second signature and stop. Please use other brackets or leave it out.",
  ),
  "message-words-too-long": error(
    409,
    "短信最长会有 {characters} 个字，超过三条短信的 {mostCharacters} 个字。请写短一些。",
    "The text message may come to {characters} characters, and three parts hold {mostCharacters}. Please make it shorter.",
  ),
  "message-words-foreign-link": error(
    409,
    "短信里的 {address} 不是本系统的网址，学生会当成诈骗短信。请删去，只用 {placeholder}。",
    "{address} is no address of this service, and students would take the message for fraud. Please leave it out and use {placeholder} alone.",
  ),
} as const;
