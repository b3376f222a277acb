/** Age of the photo. Reported only where the file names the day. */
import { daysWords, findingWords, limitsOf } from "@gradphoto/domain/photo-standard";
import { pictureCheck, type Reading } from "./check.ts";

export const captureDate = pictureCheck({
  id: "capture-date",
  measure: ({ marks: { taken }, spec }) => {
    if (!taken) return unstated;
    const { max = aYear } = limitsOf("capture-date", spec).warn ?? {};
    const [age, within] = [daysWords(taken.daysAgo), daysWords(max)];
    return {
      value: taken.daysAgo,
      message: {
        zh: `照片文件注明拍摄于 ${taken.on}，已有${age.zh}，须在${within.zh}内拍摄。`,
        en: `The file says it was taken on ${taken.on}, ${age.en} ago; it must be taken within ${within.en}.`,
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
  advice: findingWords["capture-date"].adviceWhen.unstated,
};

const aYear = 365;
