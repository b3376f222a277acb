/** What WeChat's own camera component sees through the rear lens, and a picture of it. */
import { Camera, Image } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useState } from "react";
import { type CameraState, cameraFrame, type LiveCameraProps } from "../camera-frame.ts";
import { usePageShown } from "../navigation.ts";
import { takenPicture } from "./wechat-picture.ts";

export function WechatCamera({ onPicture, children }: LiveCameraProps) {
  const [state, setState] = useState<CameraState>("opening");
  // Meanwhile it may have been allowed.
  usePageShown(() => setState((before) => (before === "closed" ? "opening" : before)));
  const shoot = () =>
    Taro.createCameraContext().takePhoto({
      quality: "original",
      success: ({ tempImagePath }) => void takenPicture(tempImagePath).then((picture) => onPicture(picture, "rear")),
      fail: () => onPicture(null, "rear"),
    });
  const view = (
    <>
      <Camera
        className="camera__video"
        devicePosition="back"
        flash="off"
        resolution="high"
        onInitDone={() => setState("open")}
        onError={() => setState("closed")}
      />
      <Image className="camera__guide" mode="aspectFit" src={cameraFrame} />
    </>
  );
  return children({ view, state, lens: "rear", shoot });
}
