/** The platform of this build; the other one is left out of it. */
import type { Platform } from "./platform.ts";
import { webPlatform } from "./web/web-platform.ts";
import { wechatPlatform } from "./wechat/wechat-platform.ts";

export type { PayOutcome, Picture, PictureSource, PictureToSend, Platform, Shelf, ZipOutcome } from "./platform.ts";

export const isWechat = process.env.TARO_ENV === "weapp";

export { canSpeak, readyToSpeak } from "./web/use-spoken-guidance.ts";

/** Whether a page can show what the camera sees while it looks for a code. */
export const canScanLive = process.env.TARO_ENV === "h5";

export const platform: Platform = process.env.TARO_ENV === "weapp" ? wechatPlatform : webPlatform;
