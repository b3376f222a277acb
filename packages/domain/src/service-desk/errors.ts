/** Refusals at customer service's desk. */
import { error } from "../core/error.ts";

export const serviceDeskErrors = {
  "no-phone-kept": error(
    409,
    "这名学生没有登记手机号，或已按要求删除。请改用学号、院系和专业核对来电人。",
    "No phone number of this student is kept. Please check the caller by student number, department and major.",
  ),
  "phone-checks-used-up": error(
    429,
    "这份采集的尾号您今天已核对 {tries} 次，{hours} 小时后可以再核对。请改用学号、院系和专业核对来电人。",
    "You have checked digits of this phone {tries} times today and can again in {hours} hours. Please check the caller by student number, department and major.",
  ),
} as const;
