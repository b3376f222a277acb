/** Texts for the helper who takes the photo. */
import { wordsOf } from "../../words/words.ts";

export const helperWords = wordsOf(
  {
    title: "帮同学拍照",
    intro: "请用后置摄像头为对方拍一张半身照，看过后发送，照片会直接送到对方的采集中。",
    open: "开始帮拍",
    shoot: "拍照",
    retry: "再拍一张",
    album: "从相册选取",
    sending: "正在上传",
    send: "发送给对方",
    unsent: "照片还在这部手机上，再点一次发送即可，不用重拍。",
    picture: "刚拍的照片",
    making: "正在检查照片",
    good: "拍得很好，请告诉对方可以提交了。",
    goodEnough: "可以提交，请告诉对方；也可以按提示再拍一张：",
    better: "审核员多半会退回这样的照片，最好再拍一张",
    rules: "拍照注意事项",
  },
  {
    title: "Take the photo",
    intro:
      "Please take a half-length photo of the person with the rear camera, look at it and send it. It goes straight into their collection.",
    open: "Begin",
    shoot: "Take the photo",
    retry: "Take another",
    album: "Choose from the album",
    sending: "Uploading",
    send: "Send it to them",
    unsent: "The photo is still on this phone: send it again, it need not be retaken.",
    picture: "The photo you just took",
    making: "The photo is being checked",
    good: "Well taken. Please tell them that it can be submitted.",
    goodEnough: "It can be submitted; please tell them. You can also take another, following this:",
    better: "Reviewers send most photos like this back; better take another",
    rules: "Photo rules",
  },
);
