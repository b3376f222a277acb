/** The registry's reasons for refusing a photo, in text for students. */
import { type ReviewReason, reason } from "./reason.ts";

export const registryReasons = {
  "registry-background": reason(
    "registry",
    null,
    ["学信网：背景不合要求", "CHSI: unsuitable background"],
    [
      "请在干净的白墙前重拍，免费。",
      "Please retake it free of charge, in front of a clean white wall.",
    ],
    ["background-busy", "background-shadow", "background-colour"],
  ),
  "registry-face-size": reason(
    "registry",
    null,
    ["学信网：头部大小或位置不合要求", "CHSI: wrong size or position of the head"],
    [
      "请拍到胸部、头部居中后重拍，免费。",
      "Please retake it free of charge, down to the chest and with the head in the middle.",
    ],
    ["hair-top", "eye-line", "face-width", "centring", "framing-tight"],
  ),
  "registry-face-unclear": reason(
    "registry",
    null,
    ["学信网：面部不清晰或被遮挡", "CHSI: the face is unclear or covered"],
    ["请在光线充足处重拍，免费。", "Please retake it free of charge, in good light."],
    ["blur", "low-resolution", "face-unclear", "occluded-mouth", "hair-over-eyes", "eyes-closed"],
  ),
  "registry-not-this-student": reason(
    "registry",
    null,
    ["学信网：人像比对未通过", "CHSI: the face does not match"],
    [
      "请本人出镜，由他人用后置摄像头免费重拍；仍未通过请联系客服。",
      "Please have somebody else retake it of you with the rear camera, free of charge; if it fails again, contact customer service.",
    ],
    ["face-count", "not-a-person"],
  ),
  "registry-retouched": reason(
    "registry",
    null,
    ["学信网：疑似修图", "CHSI: seems retouched"],
    ["请关闭美颜滤镜后重拍，免费。", "Please retake it free of charge, without filters."],
  ),
  "registry-file": reason(
    "registry",
    null,
    ["学信网：照片文件不合规格", "CHSI: the file does not match the spec"],
    [
      "请重新上传照片，免费；仍被退回请联系客服。",
      "Please upload again, free of charge; if it is sent back again, contact customer service.",
    ],
    ["pixels", "density", "file-size", "quality"],
  ),
  "registry-other": reason(
    "registry",
    null,
    ["学信网：其他原因", "CHSI: another reason"],
    [
      "请重拍后再次提交，免费；如需了解详情请联系客服。",
      "Please retake it free of charge and submit again; customer service can tell you more.",
    ],
  ),
  "registry-already-collected": reason(
    "registry",
    null,
    ["学信网：已采集过", "CHSI: collected before"],
    [
      "学信网已有您的学历照片，无需再次采集。您支付的费用将全额原路退回。",
      "CHSI already has your photo; there is nothing more to do. You will be refunded in full, to the account you paid from.",
    ],
  ),
  "registry-unknown-student": reason(
    "registry",
    null,
    ["学信网：查无此人", "CHSI: student not found"],
    [
      "您的照片没有问题。请向学校核实学籍，再联系客服更正信息；更正后可用同一张照片再次提交。",
      "Your photo is fine. Please ask your school about your enrolment, then customer service to correct the data; the same photo can be submitted again.",
    ],
  ),
  "registry-enrolment-differs": reason(
    "registry",
    null,
    ["学信网：学籍信息不匹配", "CHSI: the enrolment data differ"],
    [
      "您的照片没有问题。请在学信网核对姓名、学号和院校，再联系客服更正信息；更正后可用同一张照片再次提交。",
      "Your photo is fine. Please check name, student number and school at CHSI, then ask customer service to correct the data; the same photo can be submitted again.",
    ],
  ),
} as const satisfies Readonly<Record<string, ReviewReason>>;
