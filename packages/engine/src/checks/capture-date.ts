/** Was it taken lately? Told only where the file names the day. */
import { type Bilingual, limitsOf } from "@gradphoto/domain/photo-standard";
import { pictureCheck, type Reading } from "./check.ts";

export const captureDate = pictureCheck({
  id: "capture-date",
  advice: {
    zh: "请用近期拍摄的照片；如果手机日期设置有误，可以提交，由审核员看",
    en: "Please use a photo taken lately; if the phone's date was set wrong, it may be submitted and a reviewer looks at it",
  },
  measure: ({ marks: { taken }, spec }) => {
    if (!taken) return unstated;
    const within = sayDays(limitsOf("capture-date", spec).warn?.max ?? aYear);
    return {
      value: taken.daysAgo,
      message: {
        zh: `照片文件注明拍摄于 ${taken.on}，距今 ${taken.daysAgo} 天；应在${within.zh}以内。`,
        en: `The file says it was taken on ${taken.on}, ${taken.daysAgo} days ago; it should be within ${within.en}.`,
      },
    };
  },
});

const unstated: Reading = {
  value: null,
  unstated: true,
  message: {
    zh: "照片文件没有注明可信的拍摄日期，机器无从判断。",
    en: "The file names no day on which it can have been taken, so no machine can tell.",
  },
  advice: {
    zh: "如果是近期拍摄的，不需要再做什么",
    en: "When it was taken lately, there is nothing more to do",
  },
};

const aYear = 365;

const sayDays = (days: number): Bilingual =>
  days === aYear ? { zh: "一年", en: "a year" } : { zh: ` ${days} 天`, en: `${days} days` };
