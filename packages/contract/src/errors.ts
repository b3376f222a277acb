/** Every refusal: its HTTP status and its words, which say what happened and what to do next. */
import type { Bilingual } from "./bilingual.ts";
import { isKeyOf } from "./is-key-of.ts";

interface ErrorRow extends Bilingual {
  /** 400..599; 0 when no server was reached, which only a client can say. */
  readonly status: number;
}

/** `{name}` in the words is filled from the details of the case. */
const error = <const Zh extends string, const En extends string, const Status extends number>(
  status: Status,
  zh: Zh,
  en: En,
) => ({ status, zh, en });

export const errors = {
  // The request itself
  "body-invalid": error(
    400,
    "填写的内容有缺失或格式不对，请检查后重新提交。",
    "Something is missing or not in the right form. Please check and send again.",
  ),
  "body-not-json": error(
    400,
    "收到的内容无法读取，请更新到最新版本后重试。",
    "What was sent could not be read. Please update the app and try again.",
  ),
  "body-too-large": error(
    413,
    "提交的内容太大，请减少后重试。",
    "What was sent is too large. Please send less and try again.",
  ),
  "media-type-unsupported": error(
    415,
    "不支持这种内容格式，请更新到最新版本后重试。",
    "This kind of content is not supported. Please update the app and try again.",
  ),
  "method-not-allowed": error(
    405,
    "此地址不支持这种操作，请返回上一页重试。",
    "This address does not support that. Please go back and try again.",
  ),
  "not-found": error(
    404,
    "没有找到您要的内容，请返回上一页重新进入。",
    "It was not found. Please go back and open it again.",
  ),
  "too-many-requests": error(
    429,
    "操作太频繁，请 {retryAfterS} 秒后再试。",
    "Too many requests. Please try again in {retryAfterS} seconds.",
  ),
  "idempotency-key-missing": error(
    400,
    "请求缺少防重复标识，请更新到最新版本后重试。",
    "The request lacks its idempotency key. Please update the app and try again.",
  ),
  "idempotency-key-reused": error(
    409,
    "同一个请求的内容前后不一致，请刷新页面后重新操作。",
    "The same request came with other content. Please refresh the page and start again.",
  ),
  "idempotency-in-progress": error(
    409,
    "同一个请求正在处理，请稍候几秒再查看结果。",
    "The same request is being handled. Please look again in a few seconds.",
  ),
  "service-unavailable": error(
    503,
    "服务暂时不可用，已保存的内容不会丢失，请稍后再试。",
    "The service is not available right now. What was saved is safe; please try again shortly.",
  ),
  internal: error(
    500,
    "我们这边出了问题，已保存的内容不会丢失。请稍后再试；如仍不行，请把请求编号告诉客服。",
    "Something went wrong on our side. What was saved is safe. Please try again shortly, or tell customer service the request id.",
  ),
  "network-unreachable": error(
    0,
    "网络连接不上，请检查网络后重试。",
    "The network cannot be reached. Please check the connection and try again.",
  ),
  "answer-unreadable": error(
    502,
    "收到的回复无法读取，请换个网络或稍后再试。",
    "The answer could not be read. Please try another network or try again shortly.",
  ),

  // Sign-in and rights
  "session-missing": error(401, "请先登录，再继续操作。", "Please sign in first, then go on."),
  "session-expired": error(
    401,
    "登录已过期，请重新登录，之前的内容都还在。",
    "The sign-in has expired. Please sign in again; everything is still there.",
  ),
  forbidden: error(
    403,
    "您没有进行此操作的权限。如需帮助，请联系客服。",
    "You may not do this. If you need help, please contact customer service.",
  ),
  "wechat-code-used": error(
    400,
    "微信授权已使用或已过期，请再点一次授权。",
    "The WeChat authorisation was used already or has expired. Please authorise once more.",
  ),
  "wechat-refused": error(
    403,
    "微信没有通过这次授权，请重新授权；授权只用于登录和联系您。",
    "WeChat did not grant the authorisation. Please try again; it only serves to sign you in and to reach you.",
  ),
  "wechat-unavailable": error(
    503,
    "暂时连接不上微信，请稍后再试。",
    "WeChat cannot be reached right now. Please try again shortly.",
  ),
  "sms-code-wrong": error(
    400,
    "验证码不正确，还可以试 {attemptsLeft} 次。请核对最新一条短信。",
    "The code is not right; attempts left: {attemptsLeft}. Please check the latest message.",
  ),
  "sms-code-expired": error(
    400,
    "验证码已失效，请重新获取。",
    "The code is no longer valid. Please ask for a new one.",
  ),
  "sms-too-often": error(
    429,
    "验证码发送太频繁，请 {retryAfterS} 秒后再获取。",
    "Codes were requested too often. Please ask again in {retryAfterS} seconds.",
  ),
  "sms-unavailable": error(
    503,
    "短信暂时发不出去，请稍后再试，或改用微信登录。",
    "Messages cannot be sent right now. Please try again shortly, or sign in with WeChat.",
  ),
  "staff-sign-in-refused": error(
    401,
    "账号、密码或动态码不正确，请核对后重试。",
    "Account, password or one-time code is not right. Please check and try again.",
  ),
  "staff-sign-in-locked": error(
    429,
    "多次登录失败，账号已锁定到 {lockedUntil}（北京时间）。请到时再试，或联系运营管理员。",
    "Too many failures: locked until {lockedUntil} (Beijing time). Please try then, or ask an operator.",
  ),
  "password-change-needed": error(
    403,
    "请先把初始密码改成您自己的密码，再继续操作。",
    "Please change the initial password to one of your own first.",
  ),
  "totp-enrolment-needed": error(403, "请先绑定动态码，再继续操作。", "Please set up one-time codes first."),
  "password-wrong": error(
    422,
    "当前密码不正确，请核对后重试。",
    "The present password is not right. Please check and try again.",
  ),
  "password-too-weak": error(
    422,
    "新密码需要至少 12 个字符，不能包含用户名，也不能与当前密码相同。请换一个。",
    "A new password needs 12 characters or more, without the user name, and must differ from the present one. Please choose another.",
  ),
  "one-time-code-wrong": error(
    422,
    "动态码不正确。请核对手机时间是否自动校准，再输入最新的动态码。",
    "The one-time code is not right. Please check that the phone sets its time by itself, and enter the latest code.",
  ),
  "totp-enrolment-not-started": error(
    409,
    "请重新开始绑定动态码，再扫描新的二维码。",
    "Please start setting up one-time codes again and scan the new QR code.",
  ),
  "username-taken": error(409, "这个用户名已有人使用，请换一个。", "This user name is taken. Please choose another."),
  "staff-school-unfitting": error(
    422,
    "学校管理员必须属于一所院校，其他角色不能属于院校。请核对角色和院校。",
    "A school administrator belongs to one school, and staff of other roles to none. Please check role and school.",
  ),
  "staff-own-account": error(
    409,
    "不能对自己的账号进行此操作，请另一位运营管理员处理。",
    "This cannot be done to your own account. Please ask another operator.",
  ),

  // School and project
  "school-not-found": error(
    404,
    "没有找到这所院校。请填写毕业院校全称；仍找不到请联系客服。",
    "This school was not found. Please type its full name; if it is still not there, contact customer service.",
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
  "project-exists": error(
    409,
    "该院校在这个学历类别和毕业年份已有项目，请直接修改那个项目。",
    "The school has a project of this category and graduation year already. Please change that one.",
  ),
  "project-window-reversed": error(
    422,
    "结束时间必须晚于开始时间，请核对。",
    "The project must end after it begins. Please check both times.",
  ),
  "project-window-past": error(
    409,
    "已有学生开始采集：开始时间不能改到将来，结束时间不能改到过去。请核对时间。",
    "Students have started: the beginning cannot move into the future, nor the end into the past. Please check both times.",
  ),
  "project-terms-fixed": error(
    409,
    "已有学生按现在的条件开始采集，学历类别、毕业年份、费用、规格、文件大小、保存期限和退款规则不能再改。",
    "Students have started under the present terms: category, year, fee, photo spec, file size, retention and refund rule cannot change any more.",
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
  "project-confirmed": error(
    409,
    "项目已确认，不能再丢弃。如需停止采集，请修改结束时间。",
    "The project is confirmed and cannot be discarded. To end it, please change its end.",
  ),
  "file-window-outside-spec": error(
    422,
    "文件大小必须在规格的 {minKilobytes} 至 {maxKilobytes} KB 之内，且下限不大于上限。",
    "The file size must stay within the spec's {minKilobytes} to {maxKilobytes} KB, the lower end not above the upper.",
  ),

  // Collection code
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
  "code-other-school": error(
    422,
    "采集码上的院校与您选择的院校不同。请返回选择采集码上的院校。",
    "The code belongs to another school. Please go back and choose the school on the code.",
  ),
  "code-other-category": error(
    422,
    "采集码上的学历类别与您选择的不同。请返回选择采集码上的类别。",
    "The code belongs to another education category. Please go back and choose the one on the code.",
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
    "多次填写不正确，已锁定到 {lockedUntil}（北京时间）。请核对证件号后到时再试，或联系客服。",
    "Too many wrong tries: locked until {lockedUntil} (Beijing time). Please check the ID number and try then, or contact customer service.",
  ),
  "last-four-missing": error(
    409,
    "请先填写证件号后四位，核验学籍信息。",
    "Please enter the last four characters of the ID number first.",
  ),

  // The collection and its moves
  "move-not-allowed": error(
    409,
    "当前状态是“{state}”，不能进行此操作。请刷新后查看下一步。",
    "The state is “{state}”, where this is not possible. Please refresh to see the next step.",
  ),
  "collection-frozen": error(
    409,
    "照片已审核通过，不能再修改信息或更换照片。如信息有误，请联系客服。",
    "The photo is approved; data and photo cannot change any more. If something is wrong, please contact customer service.",
  ),
  "moved-meanwhile": error(
    409,
    "状态刚刚有了变化，这次操作没有生效。请刷新后再试。",
    "The state has just changed, so this did not take effect. Please refresh and try again.",
  ),
  "consent-missing": error(
    409,
    "请先阅读并同意服务内容和个人信息处理说明，再继续。",
    "Please read and agree to the service and the handling of personal data first.",
  ),
  "correction-not-open": error(
    409,
    "更正信息需要客服先为您开通，请联系客服。",
    "Customer service opens a correction first. Please contact them.",
  ),

  "attempt-superseded": error(
    409,
    "学生已经重新上传了照片，不需要再处理这一张。",
    "The student has uploaded another photo since: this one need not be made any more.",
  ),
  "student-consent-withdrawn": error(
    409,
    "学生已撤回同意，这张照片不能再处理。",
    "The student has withdrawn a consent: this photo may not be processed any more.",
  ),
  "no-message-to-resend": error(
    409,
    "目前没有可以重发的通知：还没有发过，或学生已进入下一步。",
    "There is no message to resend: none was sent, or the student has gone on since.",
  ),
  "message-consent-missing": error(
    409,
    "学生没有剩余的订阅次数，微信不允许发送。请学生在小程序采集详情里再次同意接收，或电话告知。",
    "The student has no message consent left, and WeChat sends none without. Please ask them to agree again in the mini-program, or tell them by phone.",
  ),

  // Payment and refund
  "order-already-paid": error(
    409,
    "这笔订单已支付，不需要再付。请刷新后继续拍照。",
    "This order is paid already; there is nothing more to pay. Please refresh and go on to the photo.",
  ),
  "order-closed": error(
    409,
    "这笔订单已关闭。请返回采集详情重新支付；如已扣款，会自动退回。",
    "This order is closed. Please pay again from the collection page; money taken is returned by itself.",
  ),
  "payment-refused": error(
    422,
    "微信支付没有受理，款项没有扣除。请稍后再试，或换一种支付方式。",
    "WeChat Pay did not accept the payment and took no money. Please try again shortly or pay another way.",
  ),
  "payment-unavailable": error(
    503,
    "暂时连接不上微信支付。如已付款，请勿重复支付，稍后刷新查看结果。",
    "WeChat Pay cannot be reached right now. If you have paid, please do not pay again; refresh shortly to see the result.",
  ),
  "payment-needs-wechat": error(
    409,
    "这种支付方式需要先用微信登录。请在微信里打开后支付，或换一种支付方式。",
    "This way of paying needs a sign-in with WeChat first. Please open it in WeChat, or pay another way.",
  ),
  "refund-under-way": error(
    409,
    "这笔订单已有退款在处理，请在订单里查看进度。",
    "A refund of this order is under way already. Please see the order for its progress.",
  ),
  "refund-not-waiting": error(
    409,
    "这笔退款已处理，或不在待复核状态。请刷新后查看。",
    "This refund is decided already or waits for nobody. Please refresh to see it.",
  ),
  "order-not-paid": error(
    409,
    "这笔订单没有已到账的付款。请刷新后查看最新状态。",
    "There is no payment on this order. Please refresh to see where it stands.",
  ),
  "invoice-requested": error(
    409,
    "这笔订单已申请过发票。如需修改，请联系客服。",
    "An invoice was requested for this order already. To change it, please contact customer service.",
  ),
  "invoice-issued": error(
    409,
    "这张发票已登记开具。请刷新后查看。",
    "This invoice was made out already. Please refresh to see it.",
  ),
  "difference-settled": error(
    409,
    "这条差异已处理。请刷新后查看。",
    "This difference is settled already. Please refresh to see it.",
  ),
  "refund-not-allowed": error(
    409,
    "按本项目的退款规则，目前不能退款。如有疑问，请联系客服。",
    "The refund rule of this project does not allow a refund now. If in doubt, please contact customer service.",
  ),
  "refund-needs-second-person": error(
    409,
    "这笔退款超过单人限额，请另一位财务人员复核。",
    "This refund is above the limit for one person. Please ask a second person of finance to confirm.",
  ),

  // Photos
  "photo-missing": error(
    400,
    "没有收到照片，请重新选择后上传。",
    "No photo arrived. Please choose one and upload again.",
  ),
  "photo-too-large": error(
    413,
    "照片超过 {maxMegabytes} MB，请重新拍摄或选择较小的照片。",
    "The photo is larger than {maxMegabytes} MB. Please take it again or choose a smaller one.",
  ),
  "photo-wrong-type": error(
    415,
    "不支持这种文件，请上传 JPEG、PNG、WebP 或 HEIC 照片。",
    "This kind of file cannot be used. Please upload a JPEG, PNG, WebP or HEIC photo.",
  ),
  "photo-broken": error(
    422,
    "照片文件已损坏，无法打开。请重新拍摄后上传。",
    "The photo file is damaged and cannot be opened. Please take it again and upload.",
  ),
  "photo-too-small": error(
    422,
    "照片只有 {width}×{height} 像素，至少需要 {minWidth}×{minHeight}。请用手机原图上传。",
    "The photo has {width}×{height} pixels; {minWidth}×{minHeight} are needed. Please upload the phone's original.",
  ),
  "photo-not-approved": error(
    409,
    "照片审核通过后才能下载，现在可以先预览。",
    "The photo can be downloaded once it is approved; until then you can look at it here.",
  ),
  "paper-too-small": error(
    409,
    "照片比这种相纸还大，请选更大的纸。",
    "The photo is larger than this paper. Please choose a larger one.",
  ),
  "photo-link-expired": error(
    403,
    "照片链接已过期，请刷新页面后再看。",
    "The link to the photo has expired. Please refresh the page.",
  ),
  "photo-deleted": error(
    410,
    "照片已过保存期限并已删除。如需帮助，请联系客服。",
    "The photo was deleted at the end of its retention period. If you need help, please contact customer service.",
  ),
  "upload-incomplete": error(
    400,
    "上传中断，照片没有收全。请检查网络后重新上传。",
    "The upload broke off before the whole photo arrived. Please check the connection and upload again.",
  ),
  "album-not-allowed": error(
    403,
    "本项目要求现场拍摄，不能从相册选取。请使用拍照。",
    "This project asks for a photo taken now, not from the album. Please use the camera.",
  ),
  "attempts-used-up": error(
    409,
    "拍摄次数已用完（共 {limit} 次）。请从已完成的照片中选择提交，或联系客服。",
    "All {limit} attempts are used. Please submit one of the finished photos, or contact customer service.",
  ),
  "attempt-not-made": error(
    409,
    "这张照片还没有制作好的标准照，不能提交。请选择另一张或重新拍摄。",
    "There is no finished photo of this attempt to submit. Please choose another or take it again.",
  ),
  "helper-link-ended": error(
    410,
    "帮拍链接已使用或已过期，请让同学重新发一个。",
    "The helper link was used or has expired. Please ask the student for a new one.",
  ),
  "consent-outdated": error(
    409,
    "说明内容已更新，请刷新页面，阅读后重新同意。",
    "The wording has changed. Please refresh the page, read it and agree again.",
  ),
  "collection-under-way": error(
    409,
    "您的采集还在进行，暂时不能删除数据。请等采集完成，或先联系客服结束采集。",
    "A collection of yours is still under way, so the data cannot be deleted yet. Please wait until it is completed, or ask customer service to end it first.",
  ),

  // Exports
  "export-not-allowed": error(
    403,
    "您的角色不能导出这份内容，或它没有这种格式。请重新选择。",
    "Your role may not take this out, or there is no such format of it. Please choose again.",
  ),
  "export-filter-unfitting": error(
    422,
    "筛选条件缺少或不适用于这份导出，请核对后重试。",
    "A filter is missing or does not fit this export. Please check and try again.",
  ),
  "export-empty": error(
    409,
    "还没有可以导出的证照，采集完成后再来。",
    "There is no finished photo to take out yet. Please come back when collections are completed.",
  ),
  "export-link-expired": error(
    403,
    "下载地址已过期，请回到导出列表重新下载。",
    "The download address has expired. Please go back to the list of exports.",
  ),
  "export-ended": error(
    410,
    "这份导出已取消或内容已变，请重新导出。",
    "This export was cancelled or has changed meanwhile. Please export again.",
  ),
  "range-unsatisfiable": error(
    416,
    "续传位置超出文件范围，请重新下载。",
    "The file ends before the place to go on from. Please download it again.",
  ),

  // Review and registry
  "review-taken": error(
    409,
    "另一位审核员正在看这一份，请取下一份。",
    "Another reviewer has this one. Please take the next.",
  ),
  "review-still-open": error(
    409,
    "这一份还没有最终结果，不能用作已知答案的照片。请等采集完成后再选。",
    "This one is not decided for good yet and cannot serve as a known photo. Please choose it once it is completed.",
  ),
  "second-look-decided": error(
    409,
    "这一份复看已经有判断，不能更改。请取下一份。",
    "This second look is already judged and cannot be changed. Please take the next one.",
  ),
  "review-lease-ended": error(
    409,
    "这一份的占用时间已过，请重新领取后再决定。",
    "Your time on this one has ended. Please take it again before deciding.",
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
  "evidence-missing": error(
    422,
    "按特殊情况通过需要附上证明材料。",
    "An exception needs its evidence. Please attach it.",
  ),
  "undo-too-late": error(
    409,
    "只能由本人在 {minutes} 分钟内撤销。如需处理，请联系复核员。",
    "Only the same person can undo, within {minutes} minutes. Please ask a senior reviewer.",
  ),
  "registry-unavailable": error(
    503,
    "暂时连接不上学信网，系统会自动重试，不用重复提交。",
    "The registry cannot be reached right now. It is tried again by itself; there is no need to submit again.",
  ),
} as const satisfies Readonly<Record<string, ErrorRow>>;

export type ErrorCode = keyof typeof errors;

export const isErrorCode = isKeyOf(errors);

export const allErrorCodes: readonly ErrorCode[] = Object.keys(errors).filter(isErrorCode);
