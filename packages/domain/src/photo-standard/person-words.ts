/** Texts of the checks on the person. */
export const personWords = {
  "face-unclear": {
    title: { zh: "面部不够清楚", en: "Face not clear" },
    passTitle: { zh: "面部清楚", en: "Face clear" },
    notFound: { zh: "未发现面部不清楚之处", en: "No unclear part of the face found" },
    quantity: { zh: "面部清楚的程度", en: "How clear the face is" },
    advice: {
      zh: "请露出整张脸，不要被头发、手或口罩遮挡，正对镜头再拍一张",
      en: "Show the whole face, not covered by hair, hands or a mask, and take it again facing the lens",
    },
  },
  "not-a-person": {
    title: { zh: "疑似不是真人照片", en: "May not be a real person" },
    passTitle: { zh: "真人照片", en: "Photo of a real person" },
    notFound: { zh: "未发现非真人的迹象", en: "No sign of a drawing or figure found" },
    quantity: {
      zh: "肤色、眼睛大小与真人的接近程度",
      en: "How close skin colour and eye size come to a real person's",
    },
    advice: { zh: "请上传本人的实拍照片", en: "Upload a photo of the person, taken with a camera" },
  },
  "low-resolution": {
    title: { zh: "脸部像素太少", en: "Too few pixels on the face" },
    passTitle: { zh: "脸部像素足够", en: "Enough pixels on the face" },
    notFound: { zh: "未发现脸部像素不足", en: "No lack of pixels on the face found" },
    quantity: { zh: "原照片中脸部宽度", en: "Width of the face in the original" },
    advice: {
      zh: "请上传手机拍摄的原图，不要用截图或转发时压缩过的图；已是原图的，请用相机的最高像素重拍，让胸部以上的半身占满画面",
      en: "Upload the phone's original, not a screenshot or a copy compressed when it was passed on; when it is the original, take it again at the camera's full resolution, head to chest filling the picture",
    },
  },
  blur: {
    title: { zh: "照片模糊", en: "Blurred" },
    passTitle: { zh: "照片清晰", en: "Sharp" },
    notFound: { zh: "未发现模糊", en: "No blur found" },
    quantity: { zh: "脸部清晰度", en: "Sharpness of the face" },
    advice: {
      zh: "请擦净镜头、拿稳手机、点按脸部对焦，再拍一张",
      en: "Wipe the lens, hold the phone still, tap the face to focus, and take it again",
    },
  },
  dark: {
    title: { zh: "照片太暗", en: "Too dark" },
    passTitle: { zh: "照片亮度足够", en: "Bright enough" },
    notFound: { zh: "未发现光线过暗", en: "No lack of light found" },
    quantity: { zh: "脸上最亮处的亮度", en: "Lightness of the face's brightest places" },
    advice: {
      zh: "请到光线充足的室内，面向光源，再拍一张",
      en: "Go to a well-lit room, face the light, and take it again",
    },
  },
  overexposed: {
    title: { zh: "曝光过度", en: "Overexposed" },
    passTitle: { zh: "没有曝光过度", en: "Not overexposed" },
    notFound: { zh: "未发现曝光过度", en: "No overexposure found" },
    quantity: { zh: "脸上亮得发白的部分", en: "How much of the face is plain white" },
    advice: {
      zh: "请避开直射强光和逆光，擦净镜头，再拍一张",
      en: "Avoid direct light and light from behind, wipe the lens, and take it again",
    },
  },
  "uneven-light": {
    title: { zh: "脸部明暗不均", en: "Face lit unevenly" },
    passTitle: { zh: "脸部明暗均匀", en: "Face lit evenly" },
    notFound: { zh: "未发现脸部明暗不均", en: "No uneven light on the face found" },
    quantity: {
      zh: "左右脸亮度相差的档数",
      en: "Difference of light between the two halves of the face, in stops",
    },
    advice: {
      zh: "请面向光源（如面对窗户），让两侧脸一样亮，再拍一张",
      en: "Face the light, a window for example, so that both halves are equally bright, and take it again",
    },
  },
  "not-frontal": {
    title: { zh: "没有正对镜头", en: "Not facing the lens" },
    passTitle: { zh: "正对镜头", en: "Facing the lens" },
    notFound: { zh: "未发现脸部偏转", en: "No turned head found" },
    quantity: { zh: "脸部偏转角度", en: "Turn of the head" },
    advice: {
      zh: "请把脸正对镜头，下巴不抬不低，眼睛与镜头同高再拍一张",
      en: "Turn the face straight to the lens, chin neither up nor down, lens at eye height, and take it again",
    },
  },
  "head-tilt": {
    title: { zh: "头部歪斜", en: "Head tilted" },
    passTitle: { zh: "头部端正", en: "Head upright" },
    notFound: { zh: "未发现头部歪斜", en: "No tilted head found" },
    quantity: { zh: "两眼连线的倾斜角度", en: "Slope of the line between the eyes" },
    advice: {
      zh: "请把头摆正，两眼保持水平，手机也拿正，再拍一张",
      en: "Hold head and phone upright, both eyes level, and take it again",
    },
    titleWhen: { onItsSide: { zh: "照片横着或倒着", en: "Photo on its side or upside down" } },
    adviceWhen: {
      onItsSide: {
        zh: "请先把照片旋转到头朝上，再上传",
        en: "Rotate the photo so that the head is at the top, then upload it",
      },
    },
  },
  "framing-tight": {
    title: { zh: "拍得太近，人像不完整", en: "Too close, person not complete" },
    passTitle: { zh: "人像完整", en: "Person complete" },
    notFound: { zh: "未发现人像缺失", en: "No missing part of the person found" },
    quantity: { zh: "标准照上缺少的长度", en: "Length missing in the standard photo" },
    advice: {
      zh: "请退后一步，让头发、双肩和胸部都在画面里，四周留出空白，再拍一张",
      en: "Step back so that hair, both shoulders and chest are in the picture with room around them, and take it again",
    },
  },
  "eyes-closed": {
    title: { zh: "眼睛没有睁开", en: "Eyes not open" },
    passTitle: { zh: "眼睛睁开", en: "Eyes open" },
    notFound: { zh: "未发现闭眼", en: "No closed eyes found" },
    quantity: {
      zh: "眼睛睁开的高度与黑眼珠直径之比",
      en: "Height of the open eye against the width of its iris",
    },
    advice: {
      zh: "请自然睁开双眼平视镜头，再拍一张",
      en: "Open both eyes naturally, look at the lens, and take it again",
    },
  },
  "mouth-open": {
    title: { zh: "嘴唇没有闭合", en: "Lips not closed" },
    passTitle: { zh: "嘴唇闭合", en: "Lips closed" },
    notFound: { zh: "未发现嘴唇张开", en: "No open lips found" },
    quantity: {
      zh: "嘴唇张开的高度与口宽之比",
      en: "Gap between the lips against the width of the mouth",
    },
    advice: { zh: "请自然闭合嘴唇，再拍一张", en: "Close the lips naturally and take it again" },
  },
  "smile-teeth": {
    title: { zh: "笑露牙齿", en: "Smile shows teeth" },
    passTitle: { zh: "没有露出牙齿", en: "No teeth showing" },
    notFound: { zh: "未发现露出牙齿", en: "No visible teeth found" },
    quantity: {
      zh: "露出牙齿的面积与两眼间距平方之比",
      en: "Visible teeth against the squared eye distance",
    },
    advice: {
      zh: "请收起笑容，表情自然，嘴唇闭合，再拍一张",
      en: "Relax the smile, close the lips, and take it again",
    },
  },
  "hair-over-eyes": {
    title: { zh: "头发遮住眼睛", en: "Hair over the eyes" },
    passTitle: { zh: "眼睛没有被头发遮住", en: "No hair over the eyes" },
    notFound: { zh: "未发现头发遮住眼睛", en: "No hair over the eyes found" },
    quantity: { zh: "眼睛被头发遮住的比例", en: "How much of an eye is under hair" },
    advice: {
      zh: "请把头发别开，露出双眼，再拍一张",
      en: "Pin the hair back to show both eyes, and take it again",
    },
  },
  "hair-over-brows": {
    title: { zh: "头发遮住眉毛", en: "Hair over the brows" },
    passTitle: { zh: "眉毛没有被头发遮住", en: "No hair over the brows" },
    notFound: { zh: "未发现头发遮住眉毛", en: "No hair over the brows found" },
    quantity: { zh: "眉毛被头发遮住的比例", en: "How much of a brow is under hair" },
    advice: {
      zh: "请把刘海梳起或用发夹别开，露出双眉，再拍一张",
      en: "Comb or pin the fringe back to show both brows, and take it again",
    },
  },
  "hair-over-forehead": {
    title: { zh: "头发遮住额头", en: "Hair over the forehead" },
    passTitle: { zh: "额头露出", en: "Forehead bare" },
    notFound: { zh: "未发现头发遮住额头", en: "No hair over the forehead found" },
    quantity: { zh: "额头被头发遮住的比例", en: "How much of the forehead is under hair" },
    advice: {
      zh: "请把刘海梳起或用发夹别开，露出额头，再拍一张",
      en: "Comb or pin the fringe back to show the forehead, and take it again",
    },
  },
  "ears-hidden": {
    title: { zh: "耳朵被遮住", en: "Ears hidden" },
    passTitle: { zh: "耳朵露出", en: "Ears showing" },
    notFound: { zh: "未发现耳朵被遮住", en: "No hidden ear found" },
    quantity: { zh: "耳部露出皮肤的比例", en: "Skin showing where the ear is" },
    advice: {
      zh: "请把头发拨到耳后，露出双耳，再拍一张",
      en: "Put the hair behind the ears so that both show, and take it again",
    },
  },
  mask: {
    title: { zh: "戴着口罩", en: "Mask worn" },
    passTitle: { zh: "未戴口罩", en: "No mask" },
    notFound: { zh: "未发现口罩", en: "No mask found" },
    quantity: { zh: "口部被遮住的比例", en: "How much of the mouth is covered" },
    advice: {
      zh: "请摘下口罩，露出整张脸，再拍一张",
      en: "Take the mask off, show the whole face, and take it again",
    },
  },
  "occluded-mouth": {
    title: { zh: "口部被手遮挡", en: "Hand over the mouth" },
    passTitle: { zh: "手没有遮挡口部", en: "No hand over the mouth" },
    notFound: { zh: "未发现手遮挡口部", en: "No hand over the mouth found" },
    quantity: { zh: "口部被手遮住的比例", en: "How much of the mouth is under a hand" },
    advice: {
      zh: "请把手放下，露出整张脸，再拍一张",
      en: "Lower the hands, show the whole face, and take it again",
    },
  },
  "hand-in-frame": {
    title: { zh: "手出现在画面中", en: "Hand in the picture" },
    passTitle: { zh: "手不在画面中", en: "No hand in the picture" },
    notFound: { zh: "未发现画面中有手", en: "No hand in the picture found" },
    quantity: { zh: "画面里有手的可能性", en: "How likely there is a hand in the picture" },
    advice: {
      zh: "请把手自然放下，不要托脸或碰头，再拍一张",
      en: "Let the hands hang down, away from face and head, and take it again",
    },
  },
  sunglasses: {
    title: { zh: "戴着墨镜", en: "Sunglasses worn" },
    passTitle: { zh: "未戴墨镜", en: "No sunglasses" },
    notFound: { zh: "未发现墨镜", en: "No sunglasses found" },
    quantity: { zh: "眼睛被深色镜片遮住的比例", en: "How much of the eyes is behind dark lenses" },
    advice: {
      zh: "请摘下墨镜或有色眼镜，再拍一张",
      en: "Take off sunglasses or tinted glasses and take it again",
    },
  },
  glasses: {
    title: { zh: "戴着眼镜", en: "Glasses worn" },
    passTitle: { zh: "未戴眼镜", en: "No glasses" },
    notFound: { zh: "未发现眼镜", en: "No glasses found" },
    quantity: {
      zh: "眼部被镜框或镜片占据的比例",
      en: "How much of the eye region is frames or lenses",
    },
    advice: {
      zh: "平时不戴眼镜请摘下；常戴眼镜可以保留，但镜片须无色、无反光，镜框不挡眼睛",
      en: "Take glasses off if you do not always wear them; if you do, lenses must be clear, without reflections, and frames off the eyes",
    },
  },
  headwear: {
    title: { zh: "戴着帽子或头饰", en: "Headwear" },
    passTitle: { zh: "未戴帽子、头饰", en: "No headwear" },
    notFound: { zh: "未发现帽子、头饰", en: "No headwear found" },
    quantity: { zh: "头顶被织物遮住的比例", en: "How much of the head is under cloth" },
    advice: {
      zh: "请摘下帽子、头饰再拍一张；因宗教或医疗原因不能摘下的，可以提交，由审核员看",
      en: "Take off hat or headwear and take it again; if religion or health forbids it, you may submit and a reviewer looks",
    },
    refusedAdvice: {
      zh: "请摘下帽子、头饰再拍一张；因宗教或医疗原因不能摘下的，请先联系客服",
      en: "Take off hat or headwear and take it again; if religion or health forbids it, please contact customer service first",
    },
  },
  earrings: {
    title: { zh: "佩戴耳饰", en: "Earrings" },
    passTitle: { zh: "未戴耳饰", en: "No earrings" },
    notFound: { zh: "未发现耳饰", en: "No earrings found" },
    quantity: {
      zh: "耳垂处饰物的面积与两眼间距平方之比",
      en: "Jewellery at the ear lobes against the squared eye distance",
    },
    advice: { zh: "请取下耳饰，再拍一张", en: "Take the earrings off and take it again" },
  },
  necklace: {
    title: { zh: "佩戴项链", en: "Necklace" },
    passTitle: { zh: "未戴项链", en: "No necklace" },
    notFound: { zh: "未发现项链", en: "No necklace found" },
    quantity: {
      zh: "颈部饰物的面积与两眼间距平方之比",
      en: "Jewellery at the neck against the squared eye distance",
    },
    advice: { zh: "请取下项链，再拍一张", en: "Take the necklace off and take it again" },
  },
  "blue-clothes": {
    title: { zh: "穿着蓝色衣服", en: "Blue clothes" },
    passTitle: { zh: "没有穿蓝色衣服", en: "No blue clothes" },
    notFound: { zh: "未发现蓝色衣服", en: "No blue clothes found" },
    quantity: { zh: "衣服中鲜明蓝色的比例", en: "How much of the clothes is clearly blue" },
    advice: {
      zh: "照片背景是蓝色，请换一件非蓝色的单色有领衣服，再拍一张",
      en: "The background is blue: put on plain clothes of another colour and take it again",
    },
  },
  "low-contrast": {
    title: { zh: "衣服与背景颜色相近", en: "Clothes like the background" },
    passTitle: { zh: "衣服与背景颜色分明", en: "Clothes stand out from the background" },
    notFound: { zh: "未发现衣服与背景颜色相近", en: "No clothes like the background found" },
    quantity: {
      zh: "肩部衣服与背景的色差",
      en: "Colour difference between shoulders and background",
    },
    advice: {
      zh: "请换一件与照片背景颜色分明的单色有领衣服，再拍一张",
      en: "Put on plain clothes of a colour clearly other than the photo's background and take it again",
    },
  },
  sleeveless: {
    title: { zh: "无袖或吊带", en: "Sleeveless or strappy" },
    passTitle: { zh: "没有穿无袖、吊带", en: "Not sleeveless or strappy" },
    notFound: { zh: "未发现无袖、吊带", en: "No sleeveless or strappy clothes found" },
    quantity: { zh: "肩部裸露的比例", en: "How much of the shoulders is bare" },
    advice: {
      zh: "请换上有领、有袖的单色正装，再拍一张",
      en: "Put on plain formal clothes with collar and sleeves, and take it again",
    },
  },
  "background-busy": {
    title: { zh: "背景杂乱", en: "Busy background" },
    passTitle: { zh: "背景干净", en: "Plain background" },
    notFound: { zh: "未发现背景杂乱", en: "No clutter in the background found" },
    quantity: { zh: "背景杂乱程度", en: "Clutter of the background" },
    advice: {
      zh: "请站在一面干净的白墙前，离墙约一米，再拍一张",
      en: "Stand about one metre in front of a clean white wall and take it again",
    },
  },
  "background-shadow": {
    title: { zh: "墙上有影子", en: "Shadow on the wall" },
    passTitle: { zh: "墙上没有影子", en: "No shadow on the wall" },
    notFound: { zh: "未发现墙上有影子", en: "No shadow on the wall found" },
    quantity: {
      zh: "左右两侧墙面的亮度差",
      en: "Difference of lightness between the two sides of the wall",
    },
    advice: {
      zh: "请离墙约一米，避开一侧的强光，再拍一张",
      en: "Stand about one metre from the wall, away from strong light at one side, and take it again",
    },
  },
} as const;
