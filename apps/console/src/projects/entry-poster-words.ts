/** What the poster that leads students to their project says: on paper both languages, Chinese first. */
import type { Bilingual } from "@gradphoto/domain";
import { wordsOf } from "../lib/words.ts";

export const entryPosterWords = wordsOf(
  {
    title: "入口海报",
    about: "学生扫码后学校与学历类别已选好，不用查找。可选院系、班级印在海报上；打印时选 A4 纸、缩放 100%。",
    noDepartments: "还没有院系名单：可先在项目的“各状态人数”里填写应采人数。",
    print: "打印",
    code: "小程序码",
    qr: "网页二维码",
    back: "返回项目",
  },
  {
    title: "Project poster",
    about:
      "Scanning opens the project with the school and category already chosen. You can name a department or class on the poster. Print on A4 at 100%.",
    noDepartments: "No departments yet: enter the expected numbers first, under “By state” of the project.",
    print: "Print",
    back: "Back to the project",
    code: "Mini-program code",
    qr: "QR code of the web page",
  },
);

export const onPaper = {
  heading: { zh: "扫码采集毕业证照", en: "Scan for your graduation photo" },
  wechat: { zh: "微信扫一扫", en: "In WeChat" },
  browser: { zh: "手机浏览器扫码", en: "In any browser" },
} as const satisfies Readonly<Record<string, Bilingual>>;

export const untilOnPaper = (lastDay: string): Bilingual => ({
  zh: `采集截止 ${lastDay}，请尽早完成`,
  en: `Open until ${lastDay}; please finish early`,
});

export const hotlineOnPaper = (hotline: string): Bilingual => ({
  zh: `遇到问题请拨打 ${hotline}`,
  en: `Questions? Call ${hotline}. We are glad to help.`,
});

/** What a student needs and has to do; `isWithoutBlue`: before a blue background no blue clothes are worn. */
export const stepsOnPaper = (isWithoutBlue: boolean): readonly Bilingual[] => [
  {
    zh: "准备好学信网图像采集码，扫上面的码进入",
    en: "Have your CHSI collection code ready and scan a code above",
  },
  {
    zh: `穿单色有领上衣${isWithoutBlue ? "，不穿蓝色" : ""}，请同学在白墙前帮您拍`,
    en: `Wear a plain top with a collar${isWithoutBlue ? ", not a blue one," : ""} and ask a friend to photograph you against a white wall`,
  },
  {
    zh: "核对后提交，结果会通知您；未通过可免费重拍",
    en: "Check it and submit. We will tell you the result; if it is not approved, a retake is free.",
  },
];
