/** Texts for the helper who takes the photo. */
import { wordsOf } from "../../words/words.ts";

export const helperWords = wordsOf(
  {
    title: "帮同学拍照",
    intro: "请用后置摄像头为对方拍一张半身照，照片会直接送到对方的采集中，不会保存在您的手机里。",
    open: "开始帮拍",
    shoot: "拍照",
    retry: "再拍一张",
    album: "从相册选取",
    sending: "正在上传",
    resend: "再次上传",
    unsent: "照片还在这部手机上，点击再次上传即可，不用重拍。",
    making: "正在检查照片",
    good: "拍得很好，请告诉对方可以提交了。",
    rules: "拍照要求",
  },
  {
    title: "Take the photo",
    intro:
      "Please take a half-length photo of the person with the rear camera. It goes straight into their collection and is not kept on your phone.",
    open: "Begin",
    shoot: "Take the photo",
    retry: "Take another",
    album: "Choose from the album",
    sending: "Uploading",
    resend: "Upload again",
    unsent: "The photo is still on this phone: upload it again, it need not be retaken.",
    making: "The photo is being checked",
    good: "Well taken. Please tell them that it can be submitted.",
    rules: "Photo rules",
  },
);
