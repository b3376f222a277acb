/** Refusals for customer service. */
import { error } from "../core/error.ts";

export const serviceDeskErrors = {
  "no-phone-stored": error(
    409,
    "这名学生没有登记手机号，或已按要求删除。请改用学号、院系和专业核对来电人。",
    "No phone number of this student is stored. Please check the caller by student number, department and major.",
  ),
  "phone-checks-used-up": error(
    429,
    "这份采集的尾号您今天已核对 {tries} 次，{hours} 小时后可以再核对。请改用学号、院系和专业核对来电人。",
    "You have checked digits of this phone {tries} times today and can again in {hours} hours. Please check the caller by student number, department and major.",
  ),
  "case-closed": error(
    409,
    "这份工单已办结，不能再改。学生还有问题，请另登记一份。",
    "This case is closed and cannot be changed. If the student asks again, please open another one.",
  ),
  "case-changed-meanwhile": error(
    409,
    "这份工单刚刚有变动，现在由 {owner} 负责。请看过最新情况再操作。",
    "This case was changed just now and belongs to {owner}. Please look at it as it is before you go on.",
  ),
  "case-owner-unfit": error(
    409,
    "不能转交给这个人：已由其负责，或不是在岗的客服。请选择另一位客服。",
    "It cannot be handed to them: it is theirs already, or they are not at customer service now. Please choose somebody else.",
  ),
  "case-due-past": error(
    422,
    "回访时间已经过去，请选择以后的时间。",
    "The time for the call is over. Please choose a later one.",
  ),
} as const;
