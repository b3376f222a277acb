/** Obligation that follows from the number of stored faces: a filing within 30 working days of reaching 100,000. */
import { beijingDay, beijingTime, startOfBeijingDay } from "@gradphoto/domain";
import { addWorkingDays } from "../infra/working-days/working-days.ts";
import { type FaceCount, filedFrom } from "./count-faces.ts";
import { type Part, part } from "./parts.ts";

/** From this number on, the operator should prepare the filing. */
const nearFrom = 80_000;
const filingDays = 30;

/** `filing`: its number; null: there is none. */
export function facesPart(count: FaceCount | null, filing: string | null): Part {
  const label = { zh: "存储的人脸", en: "Stored faces" };
  if (count === null) {
    return part("stored-faces", label, "neutral", {
      zh: "尚未统计，每天统计一次",
      en: "Not counted yet: that is done once a day",
    });
  }
  const { persons, reachedOn } = count;
  const at = beijingTime(count.countedAt);
  const text = { zh: `${persons} 人（${at} 数）`, en: `Of ${persons} persons, counted ${at}` };
  if (filing !== null) {
    return part("stored-faces", label, "success", {
      zh: `${text.zh}；备案编号 ${filing}`,
      en: `${text.en}; filed under ${filing}`,
    });
  }
  if (reachedOn !== null) return part("stored-faces", label, "warning", text, filingDue(reachedOn));
  if (persons < nearFrom) return part("stored-faces", label, "success", text);
  return part("stored-faces", label, "warning", text, {
    zh: `到 ${filedFrom} 人起 ${filingDays} 个工作日内要向所在地省级以上网信部门备案：现在准备材料，影响评估的提纲在 docs/security/pipl.md`,
    en: `From ${filedFrom} on you have ${filingDays} working days to file with the provincial cyberspace authority: prepare the papers now, docs/security/pipl.md outlines the impact assessment`,
  });
}

function filingDue(reachedOn: string): Part["summary"] {
  const { dueAt, certain } = addWorkingDays(startOfBeijingDay(reachedOn), filingDays);
  const due = beijingDay(dueAt);
  const unsure = certain
    ? { zh: "", en: "" }
    : { zh: "（节假日安排尚未公布，请自行核对）", en: " (holidays of that year are not published yet: check it)" };
  return {
    zh: `${reachedOn} 达到 ${filedFrom} 人：${due} 之前向所在地省级以上网信部门备案${unsure.zh}，网址 https://grxxbh.cacdtsc.cn ；备案后把编号写入 GRADPHOTO_FACE_FILING 并重启服务`,
    en: `${filedFrom} were reached on ${reachedOn}: file with the provincial cyberspace authority by ${due}${unsure.en}, at https://grxxbh.cacdtsc.cn; then put the number of the filing into GRADPHOTO_FACE_FILING and start the service again`,
  };
}
