/** Rear camera through WeChat's own component, and the shot. */
import { Camera, Image } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { useState } from "react";
import { cameraOutline } from "../../drawings/camera-outline.ts";
import type { CameraState, LiveCameraProps } from "../camera.ts";
import { usePageVisible } from "../navigation.ts";
import { takenPicture } from "./wechat-picture.ts";

/** The component displays an unspecified part of its picture: upright, as photos are taken. */
const shownSize = { width: 300, height: 400 };

export function WechatCamera({ spec, onPicture, children }: LiveCameraProps) {
  const [state, setState] = useState<CameraState>("opening");
  // The permission may have been given meanwhile.
  usePageVisible(() => setState((previous) => (previous === "closed" ? "opening" : previous)));
  const shoot = () =>
    Taro.createCameraContext().takePhoto({
      quality: "original",
      success: ({ tempImagePath }) =>
        void takenPicture(tempImagePath).then((picture) => onPicture(picture, "rear")),
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
      {spec && (
        <Image
          className="camera__guide"
          mode="aspectFit"
          src={cameraOutline(shownSize, spec, false)}
        />
      )}
    </>
  );
  return children({ view, state, lens: "rear", shoot, guidance: null });
}
