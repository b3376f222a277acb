/** Refusals about schools and projects. */
import { error } from "../core/error.ts";

export const projectErrors = {
  "school-not-found": error(
    404,
    "没有找到这所院校。请填写毕业院校全称；仍找不到请联系客服。",
    "This school was not found. Please type its full name; if it is still not there, contact customer service.",
  ),
  "school-unclear": error(
    422,
    "“{called}”不是院校代码或全称，或有不止一所院校同名。请填写 5 位院校代码，或院校全称。",
    "“{called}” is no school's code or full name, or several schools have that name. Please enter the five-digit code or the full name.",
  ),
  "category-not-offered": error(
    404,
    "该院校没有开放这个学历类别的采集。请重新选择，或联系客服。",
    "This school does not offer that education category here. Please choose another, or contact customer service.",
  ),
  "project-not-open": error(
    409,
    "采集还没有开始，{opensAt}（北京时间）开放，请到时再来。",
    "The collection opens at {opensAt} (Beijing time). Please come back then.",
  ),
  "project-closed": error(
    409,
    "采集已于 {closesAt}（北京时间）结束。如需补采，请联系学校或客服。",
    "The collection closed at {closesAt} (Beijing time). For a late photo, please contact the school or customer service.",
  ),
  "school-exists": error(
    409,
    "已有使用这个代码的院校，请核对院校代码。",
    "A school with this code is there already. Please check the code.",
  ),
  "album-not-for-kind": error(
    422,
    "新生照片只能用手机相机当场拍摄，请关闭“允许从相册选择”。",
    "Photos of new students are taken by a camera alone. Please switch off choosing from the album.",
  ),
  "project-exists": error(
    409,
    "该院校在这个学历类别和毕业年份已有项目，请直接修改那个项目。",
    "The school has a project of this category and graduation year already. Please change that one.",
  ),
  "photo-spec-not-offered": error(
    409,
    "这个照片规格已停用，或暂时读不到。请选择其他规格。",
    "This photo spec is retired, or cannot be read at the moment. Please choose another one.",
  ),
  "photo-spec-missing": error(
    409,
    "这个项目的照片规格暂时读不到，现在还不能开始采集。请过一会儿再试；仍然不行，请联系学校或客服。",
    "The photo spec of this project cannot be read at the moment, so you cannot start yet. Please try again later; if that does not help, contact your school or customer service.",
  ),
  "project-window-reversed": error(
    422,
    "结束时间必须晚于开始时间，请核对。",
    "The project must end after it begins. Please check both times.",
  ),
  "print-caption-letters": error(
    422,
    "打印照片下的文字里有印不出来的字符：{letters}。请换成汉字、字母、数字或常用标点。",
    "The caption on print sheets holds letters that cannot be printed: {letters}. Please use Chinese or Latin letters, digits and usual punctuation.",
  ),
  "image-check-before-project": error(
    422,
    "图像校对截止日不能早于采集开始，请核对日期。",
    "The day to confirm photos at CHSI cannot lie before the project opens. Please check the date.",
  ),
  "project-window-past": error(
    409,
    "已有学生开始采集：开始时间不能改到将来，结束时间不能改到过去。请核对时间。",
    "Students have started: the beginning cannot move into the future, nor the end into the past. Please check both times.",
  ),
  "project-terms-fixed": error(
    409,
    "已有学生按现在的条件开始采集，学历类别、毕业年份、费用、规格、文件大小、照片拍摄期限、保存期限和退款规则不能再改。规格有误时，运营管理员可以换一个规格，只对之后开始的学生生效。",
    "Students have started under the present terms: category, year, fee, photo spec, file size, age of photos, retention and refund rule cannot change any more. Where the spec is wrong, an operator can choose another one for students who start from then on.",
  ),
  "project-attempts-lowered": error(
    409,
    "已有学生开始采集，拍摄次数只能增加或不限。",
    "Students have started: the number of photos can only be raised or made unlimited.",
  ),
  "project-review-slower": error(
    409,
    "已有学生开始采集，承诺的审核工作日只能减少。",
    "Students have started: the promised working days of a review can only become fewer.",
  ),
  "project-changed": error(
    409,
    "这个项目刚刚被别人改过，您的修改还没有保存。请核对两份内容的不同之处，再保存一次。",
    "Somebody has just changed this project, and your changes are not saved yet. Please compare both versions, then save again.",
  ),
  "project-confirmed": error(
    409,
    "项目已确认，不能再丢弃。如需停止采集，请修改结束时间。",
    "The project is confirmed and cannot be discarded. To end it, please change its end.",
  ),
  "expected-changed": error(
    409,
    "应采人数刚刚被别人改过，您的修改还没有保存。请核对两份内容的不同之处，再保存一次。",
    "Somebody has just changed the expected numbers, and yours are not saved yet. Please compare both versions, then save again.",
  ),
  "expected-listed-twice": error(
    422,
    "“{place}”写了两次。请只保留一行。",
    "“{place}” is listed twice. Please keep one line of it.",
  ),
  "expected-counted-twice": error(
    422,
    "“{place}”的人数会重复计算：“{within}”里已经包含。请只保留其中一处。",
    "“{place}” would be counted twice: “{within}” holds it already. Please keep one of both.",
  ),
  "reminders-at-night": error(
    409,
    "夜里不打扰学生。请在北京时间 {fromHour} 点到 {untilHour} 点之间催办。",
    "Students are not woken at night. Please remind them between {fromHour}:00 and {untilHour}:00, Beijing time.",
  ),
  "reminders-under-way": error(
    409,
    "正在发出另一批提醒。请过一分钟再试。",
    "Other reminders are being sent just now. Please try again in a minute.",
  ),
  "file-window-outside-spec": error(
    422,
    "文件大小必须在该规格允许的 {minKilobytes} 至 {maxKilobytes} KB 之内；下限不超过上限的 97%，也不大于 {lowerKilobytes} KB，再大则有的合格照片达不到。",
    "The file size must stay within the {minKilobytes} to {maxKilobytes} KB that the spec allows; its lower end not above 97% of the upper, nor above {lowerKilobytes} KB, which some good photos do not reach.",
  ),
} as const;
