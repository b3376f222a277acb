/** The camera on the page of this build; the other one is left out of it. */
import { WebCamera } from "./web/web-camera.tsx";
import { WechatCamera } from "./wechat/wechat-camera.tsx";

export const LiveCamera = process.env.TARO_ENV === "weapp" ? WechatCamera : WebCamera;
