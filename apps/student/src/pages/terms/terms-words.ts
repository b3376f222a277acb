/** Terms of service; each section starts with its heading. */
import { wordsOf } from "../../words/words.ts";

export const termsWords = wordsOf(
  {
    title: "用户协议与隐私政策",
    parts: "文件",
    terms: "用户协议",
    privacy: "隐私政策",
    updated: "更新日期：2026 年 11 月 27 日",
    operator: "运营者",
    contact: "联系方式",
    termsIntro: "这是您与运营者之间关于使用本服务的约定。勾选同意并登录，表示您已阅读并接受。",
    service: [
      "一、我们提供什么",
      "我们用一张手机照片为您制作学历证书电子注册所用的标准照：识别学信网图像采集码、拍照或上传、裁剪和换背景、机器检查、人工审核、提交学信网、提供下载。",
      "照片只做转正、裁剪、一次等比缩放、换背景和编码，不修改您的面部。",
      "照片是否采用，由学信网和您的学校决定。学信网退回时，您可以免费重拍。",
    ],
    who: [
      "二、谁可以使用",
      "学校已开放采集的毕业生本人。采集码和证件号后四位只能用于您本人；请不要替他人办理，也不要提交他人的照片。",
      "帮拍链接只用来请他人为您拍照，打开链接的人看不到您的信息。",
    ],
    fee: [
      "三、费用、发票与退款",
      "费用、包含的内容和退款规则以“服务内容”页面显示的为准，支付前会请您确认。一次缴费，审核未通过可以免费重拍。",
      "收据和发票在支付页面索取。退款按原支付方式退回。",
    ],
    review: [
      "四、审核",
      "提交后由工作人员审核，所需工作日显示在页面上。审核人员还没有开始时，您可以自己撤回；之后请联系客服。",
      "照片一经审核通过，不支持修改信息或更换照片。对未通过的结果，您可以申诉，由复核人员再看一次。",
    ],
    yours: [
      "五、请您做到",
      "提供本人真实、近期的照片；保管好手机和验证码；不用程序干扰服务，不试探他人的采集码。",
    ],
    operatorDuties: [
      "六、我们的责任",
      "凡是告诉您已经收到的照片和支付，我们负责保存好。因我们的原因给您造成损失的，我们依法承担责任。",
      "网络中断、学信网或学校的安排可能造成延误。我们会告诉您下一步怎样做，但不能代替它们作决定。",
    ],
    changes: [
      "七、变更与终止",
      "协议有改动时在本页公布并更新日期；影响您权利的改动会另外征得您的同意。您可以随时停止使用，并在“我的数据”中删除自己的数据。",
    ],
    law: [
      "八、法律与争议",
      "本协议适用中华人民共和国法律。有争议请先联系我们；协商不成的，可以向有管辖权的人民法院起诉。",
    ],
  },
  {
    title: "Terms and privacy",
    parts: "Documents",
    terms: "Terms",
    privacy: "Privacy",
    updated: "Updated on 27 November 2026",
    operator: "Operator",
    contact: "Contact",
    termsIntro:
      "This is what you and the operator agree on for the use of this service. By ticking the box and signing in you say that you have read and accept it.",
    service: [
      "1. What we do",
      "From a phone photo we make the standard photo for the electronic registration of your diploma: we read the image collection code of CHSI, take or receive the photo, crop it and replace its background, check it by machine, have it reviewed by a person, hand it to CHSI, and give it to you as a file.",
      "A photo is turned upright, cropped, scaled once and evenly, put on another background and encoded. Your face is never edited.",
      "CHSI and your school decide whether a photo is accepted. If CHSI sends it back, you retake it free of charge.",
    ],
    who: [
      "2. Who may use it",
      "Graduates themselves, of schools that have opened their collection. Collection code and last four characters are for your own person only: please do not act for others or hand in photos of others.",
      "A helper link serves to have your photo taken; the person who opens it sees none of your data.",
    ],
    fee: [
      "3. Fee, invoice and refund",
      "The page “The service” shows the fee, what it covers and the refund rule, and you confirm them before you pay. You pay once; a retake after a rejection is free.",
      "Ask for receipt and invoice on the payment page. Refunds go back the way the payment came.",
    ],
    review: [
      "4. Review",
      "A person reviews what you submit; the page shows how many working days it takes. Until a reviewer has begun you can withdraw it yourself; after that, please ask customer service.",
      "Once a photo is approved, neither data nor photo can be changed. You can appeal against a rejection; a senior reviewer looks again.",
    ],
    yours: [
      "5. What we ask of you",
      "Give a true, recent photo of yourself. Keep your phone and codes to yourself. Do not disturb the service by programs, and do not try the codes of others.",
    ],
    operatorDuties: [
      "6. What we answer for",
      "What we told you we have received, photos and payments, we keep safe. For damage that we cause we are liable as the law says.",
      "A broken network, CHSI or your school may cause delays. We tell you what to do next, but cannot decide in their place.",
    ],
    changes: [
      "7. Changes and end",
      "Changes are published here with their date; changes that affect your rights need your consent again. You can stop at any time and delete your data under “My data”.",
    ],
    law: [
      "8. Law and disputes",
      "The law of the People's Republic of China applies. Please talk to us first; otherwise you can go to the people's court that has jurisdiction. The Chinese text is binding.",
    ],
  },
);
