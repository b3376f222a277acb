/** Refusals about collection codes. */
import { error } from "../core/error.ts";

export const codeErrors = {
  "code-unreadable": error(
    422,
    "图片里没有识别到二维码。请保存原图或靠近一些重新拍，保持清晰、完整、无反光。",
    "No QR code was found in the picture. Please use the original picture or move closer: sharp, whole, no glare.",
  ),
  "code-not-collection": error(
    422,
    "这不是学信网图像采集码。请按教程在学信网获取后再识别。",
    "This is not a CHSI collection code. Please get one at CHSI as the guide shows.",
  ),
  "code-forged": error(
    422,
    "这个采集码不是学信网签发的。请登录学信网重新获取。",
    "This code was not issued by CHSI. Please sign in to CHSI and get it again.",
  ),
  "code-school-unknown": error(
    422,
    "采集码上的院校还没有在这里开通采集。请联系客服或学校老师。",
    "The school on this code does not collect photos here yet. Please ask customer service or your school.",
  ),
  "code-category-not-offered": error(
    422,
    "采集码上的院校没有为这个学历类别开通采集。请联系客服或学校老师。",
    "The school on this code has no collection for your education category. Please ask customer service or your school.",
  ),
  "code-year-outside": error(
    422,
    "采集码的毕业年份是 {year}，目前只采集 {firstYear} 至 {lastYear} 年毕业生。如有疑问，请联系学校。",
    "The code says graduation in {year}; photos are taken for {firstYear} to {lastYear}. If in doubt, please ask the school.",
  ),
  "code-used-by-other": error(
    409,
    "这个采集码已被另一个账号使用。请用那个账号登录；如不是您本人操作，请马上联系客服。",
    "Another account has used this code. Please sign in with that account; if that was not you, contact customer service at once.",
  ),
  "code-already-collected": error(
    409,
    "该学生已采集过，不需要重复采集。可在“我的采集”查看结果。",
    "The photo of this student was collected already; there is nothing more to do. See the result under My collections.",
  ),
  "code-issuer-unavailable": error(
    503,
    "暂时无法向学信网核对采集码，请稍后再试，不会消耗您的次数。",
    "The code cannot be checked with CHSI right now. Please try again shortly; no attempt is lost.",
  ),
  "reading-expired": error(
    410,
    "这次识别已过期，请重新识别采集码。",
    "This reading of the code has expired. Please read the code again.",
  ),
  "last-four-wrong": error(
    422,
    "证件号后四位不正确，还可以试 {attemptsLeft} 次。请核对采集码本人的证件号，括号不用填。",
    "The last four characters are not right; attempts left: {attemptsLeft}. Please check the ID number of the person on the code, without brackets.",
  ),
  "last-four-locked": error(
    429,
    "后四位多次填写不正确，{lockedUntil}（北京时间）以后可以再试。请先核对证件号；不是您填的，请联系客服。",
    "The last four were wrong too often. You can try again after {lockedUntil} (Beijing time). Please check the ID number; if it was not you, contact customer service.",
  ),
  "last-four-missing": error(
    409,
    "请先填写证件号后四位，核验学籍信息。",
    "Please enter the last four characters of the ID number first.",
  ),
} as const;
