/** Platform of this build; the bundler drops the other one. */
import type { Platform } from "./platform.ts";
import { webPlatform } from "./web/web-platform.ts";
import { wechatPlatform } from "./wechat/wechat-platform.ts";

export type {
  PayOutcome,
  Picture,
  PictureSource,
  PictureToSend,
  Platform,
  Shelf,
  ZipOutcome,
} from "./platform.ts";

export const isWechat = process.env.TARO_ENV === "weapp";

export { canSpeak, readyToSpeak } from "./web/use-spoken-guidance.ts";

/** Whether a page can display the camera's picture while it scans for a code. */
export const canScanLive = process.env.TARO_ENV === "h5";

export const platform: Platform = process.env.TARO_ENV === "weapp" ? wechatPlatform : webPlatform;
