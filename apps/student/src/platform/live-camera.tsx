/** Camera component of this build; the bundler drops the other one. */
import { WebCamera } from "./web/web-camera.tsx";
import { WechatCamera } from "./wechat/wechat-camera.tsx";

export const LiveCamera = process.env.TARO_ENV === "weapp" ? WechatCamera : WebCamera;
