/** Was it taken lately? Told only where the file names the day. */
import { pictureCheck } from "./check.ts";

export const captureDate = pictureCheck({
  id: "capture-date",
  advice: {
    zh: "请用近期拍摄的照片；如果手机日期设置有误，可以提交，由审核员看",
    en: "Please use a photo taken lately; if the phone's date was set wrong, it may be submitted and a reviewer looks at it",
  },
  measure: ({ marks: { taken } }) =>
    taken
      ? {
          value: taken.daysAgo,
          message: {
            zh: `照片文件注明拍摄于 ${taken.on}，距今 ${taken.daysAgo} 天；应在一年以内。`,
            en: `The file says it was taken on ${taken.on}, ${taken.daysAgo} days ago; it should be within a year.`,
          },
        }
      : {
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
        },
});
