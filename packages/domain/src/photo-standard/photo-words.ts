/** Texts of the checks on the file and on the whole picture. */
export const photoWords = {
  "file-type": {
    title: { zh: "文件格式不可用", en: "File type not accepted" },
    passTitle: { zh: "文件格式可用", en: "File type accepted" },
    quantity: { zh: "不能读取的格式", en: "Unreadable type" },
    advice: {
      zh: "请上传手机相机拍摄的 JPG、PNG、WebP 或 HEIC 照片，不要上传截图、动画或文档",
      en: "Upload a JPG, PNG, WebP or HEIC photo from the phone's camera, not a screenshot, an animation or a document",
    },
    adviceWhen: {
      finished: {
        zh: "请用本系统从原照片重新制作标准照",
        en: "Make the standard photo again from the original with this system",
      },
    },
  },
  "file-broken": {
    title: { zh: "文件不完整", en: "File incomplete" },
    passTitle: { zh: "文件完整", en: "File complete" },
    quantity: { zh: "损坏的文件", en: "Broken file" },
    advice: {
      zh: "请重新选择或重新拍摄一张照片再上传",
      en: "Choose the photo again or take a new one, then upload it",
    },
  },
  "too-many-pixels": {
    title: { zh: "照片像素过多", en: "Too many pixels in the photo" },
    passTitle: { zh: "照片像素数可用", en: "Number of pixels accepted" },
    quantity: { zh: "照片像素总数", en: "Megapixels" },
    advice: {
      zh: "请把手机相机设为普通分辨率再拍一张",
      en: "Set the phone's camera to its usual resolution and take it again",
    },
  },
  "seen-before": {
    title: { zh: "同一张照片上传过", en: "Same photo uploaded before" },
    passTitle: { zh: "照片没有上传过", en: "Not uploaded before" },
    notFound: { zh: "未发现上传过的相同照片", en: "No earlier copy found" },
    quantity: { zh: "此前的同一张照片", en: "The same photo before" },
    advice: {
      zh: "如果确实是您本人的新照片，可以提交，由审核员看",
      en: "If it is a new photo of yourself, it may be submitted and a reviewer looks at it",
    },
    adviceWhen: {
      notCompared: { zh: "这一项不需要您做什么", en: "There is nothing to do about it" },
      refused: {
        zh: "请按退回的原因重新拍一张；如果认为退回有误，请申诉",
        en: "Please take a new photo as the reviewer asked, or appeal if the refusal was a mistake",
      },
      likeRefused: {
        zh: "请确认已按退回的原因重新拍摄；是新照片就可以提交",
        en: "Please make sure that it was retaken as the reviewer requested; a new photo may be submitted",
      },
    },
  },
  "no-face": {
    title: { zh: "找不到人脸", en: "No face found" },
    passTitle: { zh: "找到人脸", en: "Face found" },
    quantity: { zh: "画面中人脸的清晰程度", en: "How clearly a face is seen" },
    advice: {
      zh: "照片若是横着或倒着的，请先旋转到头朝上再上传；否则请让本人正对后置摄像头，脸部完整露出，在明亮处再拍一张",
      en: "When the photo is on its side or upside down, rotate it and upload it again; else face the rear camera with the whole face showing, in good light, and take it again",
    },
  },
  "face-count": {
    title: { zh: "画面中有其他人", en: "Another person in the picture" },
    passTitle: { zh: "画面中没有其他人", en: "Nobody else in the picture" },
    notFound: { zh: "未发现其他人", en: "No other person found" },
    quantity: {
      zh: "另一张脸与本人脸的宽度之比",
      en: "Width of another face against the main one",
    },
    advice: {
      zh: "请只让本人一人入镜，再拍一张",
      en: "Take it again with nobody else in the picture",
    },
  },
  grayscale: {
    title: { zh: "不是彩色照片", en: "Not a colour photo" },
    passTitle: { zh: "彩色照片", en: "Colour photo" },
    notFound: { zh: "未发现黑白或滤镜效果", en: "No black-and-white or filter effect found" },
    quantity: { zh: "画面的彩度", en: "Colourfulness of the picture" },
    advice: {
      zh: "请关闭黑白或滤镜模式，拍一张彩色照片",
      en: "Switch off black-and-white or filter modes and take a colour photo",
    },
  },
  selfie: {
    title: { zh: "前置摄像头自拍", en: "Selfie with the front camera" },
    warnTitle: { zh: "可能是自拍", en: "May be a selfie" },
    passTitle: { zh: "不是前置摄像头自拍", en: "Not taken with the front camera" },
    notFound: { zh: "未发现自拍的迹象", en: "No sign of a selfie found" },
    quantity: { zh: "前置摄像头", en: "Front camera" },
    advice: {
      zh: "不可上传自拍照：请他人用手机后置摄像头为您拍摄",
      en: "Selfies are not accepted: have another person take it with the phone's rear camera",
    },
    adviceWhen: {
      unstated: {
        zh: "由他人用后置摄像头拍摄的照片，不需要再做什么",
        en: "When another person took it with the rear camera, there is nothing more to do",
      },
      otherLens: {
        zh: "由他人拍摄的，可以提交，由审核员看；自拍请重拍",
        en: "When another person took it, it may be submitted and a reviewer looks; retake a selfie",
      },
    },
  },
  "edited-or-generated": {
    title: { zh: "照片由 AI 或软件处理过", en: "Edited with AI or software" },
    warnTitle: { zh: "照片由软件处理过", en: "Edited with software" },
    passTitle: { zh: "没有 AI 或修图标识", en: "No label of AI or editing" },
    notFound: { zh: "未发现 AI 或修图标识", en: "No label of AI or editing found" },
    quantity: { zh: "注明生成或修改的标识", en: "Labels of generation or editing" },
    advice: {
      zh: "请上传相机直接拍出的原照片；如果照片只是用软件导出、没有修改过，可以提交，由审核员看",
      en: "Please upload the photo as the camera took it; one that a program only exported, unchanged, may be submitted and a reviewer looks at it",
    },
    refusedAdvice: {
      zh: "请关闭 AI 修图、美颜和换装功能，由他人用手机自带的相机重新拍摄，并上传原照片",
      en: "Please turn AI editing and beauty features off, have somebody take a new photo with the phone's own camera, and upload the original",
    },
  },
  "capture-date": {
    title: { zh: "照片拍摄较早", en: "Taken long ago" },
    passTitle: { zh: "近期拍摄", en: "Taken recently" },
    notFound: { zh: "未发现过早的拍摄日期", en: "No outdated capture date found" },
    quantity: { zh: "拍摄至今", en: "Time since it was taken" },
    advice: {
      zh: "请用近期拍摄的照片；如果手机日期设置有误，可以提交，由审核员看",
      en: "Please use a recent photo; if the phone's date was set wrong, it may be submitted and a reviewer looks at it",
    },
    adviceWhen: {
      unstated: {
        zh: "如果是近期拍摄的，不需要再做什么",
        en: "When it is recent, there is nothing more to do",
      },
    },
  },
} as const;
