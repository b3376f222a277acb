/** Texts of the camera page. */
import { wordsOf } from "../../words/words.ts";

export const cameraWords = wordsOf(
  {
    title: "拍照",
    hint: "头顶留空，双肩入框，眼睛对齐横线",
    loading: (percent: number) => `取景提示准备中 ${percent}%，请先对好轮廓线`,
    hold: "请保持不动",
    good: "很好，请保持不动",
    shooting: "正在拍，请别动",
    spoken: "语音提示",
    shoot: "拍摄",
    auto: "对好后会自动拍摄，也可以自己按。",
    system: "改用系统相机",
    other:
      "没有找到后置摄像头，现在用的是另一个镜头。自拍容易被退回：请改用系统相机或换一部手机，由他人用后置摄像头拍摄。",
    closed: "无法打开摄像头。请在设置中允许使用摄像头，或改用系统相机拍摄。",
    absent: "这台设备没有摄像头，不能在这里拍摄。",
    absentAlbum: "请用手机打开本页拍摄，或从相册选取一张已拍好的照片。",
    absentNoAlbum: "请用手机打开本页拍摄；本项目须现场拍摄，不接受相册照片。",
    album: "从相册选取",
    permissions: "去设置",
  },
  {
    title: "Take the photo",
    hint: "Room above the head, shoulders inside, eyes on the line",
    loading: (percent) => `Guidance is coming, ${percent}%. Line up with the outline meanwhile`,
    hold: "Hold still",
    good: "Good. Hold still",
    shooting: "Taking the photo. Hold still",
    spoken: "Voice",
    shoot: "Shoot",
    auto: "It shoots by itself once all is right; you can also tap.",
    system: "Use the phone's camera",
    other:
      "No rear camera was found; this is another lens. Selfies are often sent back: please use the phone's camera or another phone, and let someone else shoot with the rear lens.",
    closed:
      "The camera could not be opened. Please allow it in the settings, or use the phone's own camera.",
    absent: "This device has no camera, so no photo can be taken here.",
    absentAlbum: "Please open this page on a phone, or choose a photo from the album.",
    absentNoAlbum:
      "Please open this page on a phone: this project asks for a photo taken now and does not accept the album.",
    album: "Choose from the album",
    permissions: "Open the settings",
  },
);
