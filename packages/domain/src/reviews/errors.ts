/** Refusals for reviews and the registry. */
import { error } from "../core/error.ts";

export const reviewErrors = {
  "review-taken": error(
    409,
    "另一位审核员正在看这一份，请取下一份。",
    "Another reviewer has this one. Please take the next.",
  ),
  "submission-in-hand": error(
    409,
    "审核员正在审核您的照片，暂时不能自行撤回。请稍候结果，或联系客服。",
    "A reviewer is looking at your photo now, so it cannot be withdrawn. Please wait for the result, or ask customer service.",
  ),
  "review-still-open": error(
    409,
    "这一份还没有最终结果，不能用作质检样片。请等采集完成后再选。",
    "This one is not decided for good yet and cannot serve as a test photo. Please choose it once it is completed.",
  ),
  "decision-differs": error(
    409,
    "这个决定已经记录，内容不能更改。需要更改时请先撤销。",
    "This decision is on record and cannot be changed. Please undo it first.",
  ),
  "sheet-not-open": error(
    409,
    "您现在不能使用快审。请在单张审核页继续，或向复核员了解原因。",
    "The contact sheet is not open to you now. Please go on at the single desk, or ask a senior reviewer why.",
  ),
  "review-lease-ended": error(
    409,
    "这一份的占用时间已过，请重新领取后再决定。",
    "Your time on this one has ended. Please take it again before deciding.",
  ),
  "photo-not-opened": error(
    409,
    "您还没有打开这一份的标准照。请打开看过，再决定是否通过。",
    "You have not opened the finished photo of this one yet. Please look at it, then decide.",
  ),
  "consent-withdrawn": error(
    409,
    "学生已撤回同意，这一份现在不能通过。请放回，由客服联系学生。",
    "The student has withdrawn their consent, so this cannot be approved now. Please give it back; customer service contacts the student.",
  ),
  "reason-missing": error(
    422,
    "请至少选择一个原因，学生会看到它。",
    "Please choose at least one reason; the student will see it.",
  ),
  "note-missing": error(
    422,
    "选了“其他原因（见说明）”，请写明原因，学生会看到它。",
    "“Another reason (see the note)” is chosen: please write the reason in the note; the student will see it.",
  ),
  "evidence-missing": error(
    422,
    "按特殊情况通过需要附上证明材料。",
    "An exception needs its evidence. Please attach it.",
  ),
  "undo-too-late": error(
    409,
    "已不能撤销：只有本人可以撤销，且须在规定时间（通过为 {minutes} 分钟）内、决定生效之前。如需处理，请联系复核员或客服。",
    "This can no longer be undone: only the same person can, in time ({minutes} minutes for an approval) and before it takes effect. Please ask a senior reviewer or customer service.",
  ),
  "not-seen-otherwise": error(
    409,
    "抽查复核没有不同的结论，不能撤回。",
    "No second look saw this decision otherwise, so it cannot be recalled.",
  ),
  "recall-too-late": error(
    409,
    "已经撤不回来了：学生已得知结果，或照片已送交上网，或本人已撤销。如需处理，请联系客服。",
    "It is too late to recall: the student was notified, the photo is being uploaded, or the decision was undone. Customer service can help.",
  ),
  "registry-unavailable": error(
    503,
    "暂时连接不上学信网，系统会自动重试，不用重复提交。",
    "The registry cannot be reached right now. It is tried again by itself; there is no need to submit again.",
  ),
} as const;
