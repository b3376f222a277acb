/** Refusals for sign-in and for actions that a role may not perform. */
import { error } from "../core/error.ts";

export const accountErrors = {
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
  "identity-proof-needed": error(
    403,
    "为保护您的信息，请先输入本人证件号后四位。",
    "To protect your data, please enter the last four characters of your ID number first.",
  ),
  "phone-missing": error(
    403,
    "请先完成手机号授权，再进入采集。结果和提醒会发到这个号码。",
    "Please confirm your phone number first. Results and reminders are sent to it.",
  ),
  "wechat-code-used": error(
    400,
    "微信授权已使用或已过期，请再点一次授权。",
    "The WeChat authorisation was used already or has expired. Please authorise again.",
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
  "sms-budget-spent": error(
    503,
    "现在获取验证码的人太多，短信暂时发不出去。请改用微信登录，或一小时后再试。",
    "Too many codes are being requested, so none can be sent for now. Please sign in with WeChat, or try again in an hour.",
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
    "登录失败太多次，请在 {lockedUntil}（北京时间）以后再试，或换一个以前登录过的浏览器。只是动态码不对的，可以用恢复码，或请运营管理员重置。",
    "Too many failures. Please try after {lockedUntil} (Beijing time), or from a browser that you used before. If only the one-time code is wrong, use a recovery code or ask an operator.",
  ),
  "identity-provider-unavailable": error(
    503,
    "统一身份认证暂时没有应答，请稍后再试，或用密码登录。",
    "That sign-in system does not answer right now. Please try again shortly, or sign in with your password.",
  ),
  "identity-refused": error(
    403,
    "统一身份认证没有确认您的身份，请重新开始，或用密码登录。",
    "That sign-in system did not confirm who you are. Please begin again, or sign in with your password.",
  ),
  "identity-login-ended": error(
    410,
    "这次统一身份认证已过期或已用过，请重新开始。",
    "This sign-in has expired or was already used. Please begin again.",
  ),
  "identity-not-bound": error(
    403,
    "这个统一身份认证账号还没有绑定工作台账号，或不能用于您现在的岗位。请用密码登录，在“登录与安全”里查看。",
    "No account of the console is bound to it yet, or it may not be used for your roles. Please sign in with your password and look under Sign-in and security.",
  ),
  "identity-taken": error(
    409,
    "这个统一身份认证账号已绑定另一个工作台账号，请先在那里解除绑定。",
    "It is bound to another account of the console. Please unbind it there first.",
  ),
  "password-change-needed": error(
    403,
    "请先把初始密码改成您自己的密码，再继续操作。",
    "Please change the initial password to one of your own first.",
  ),
  "totp-enrolment-needed": error(
    403,
    "请先绑定动态码，再继续操作。",
    "Please set up one-time codes first.",
  ),
  "password-wrong": error(
    422,
    "当前密码不正确，请核对后重试。",
    "The present password is not right. Please check and try again.",
  ),
  "password-too-weak": error(
    422,
    "新密码不能包含用户名，不能与当前密码相同；除去产品名、岗位名、单位名等容易猜到的词，还要至少 12 个字符。请换一个。",
    "A new password must not hold the user name nor be the present one, and needs 12 characters or more without words that are easily guessed: names of the product, the roles, the operator. Please choose another.",
  ),
  "password-known": error(
    422,
    "这个密码很多人用过，或在别处泄露过，容易被猜到。请换一个，例如用三四个互不相关的词组成。",
    "Many people use this password, or it was leaked elsewhere, so it is easily guessed. Please choose another, such as three or four words that have nothing to do with each other.",
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
  "username-taken": error(
    409,
    "这个用户名已有人使用，请换一个。",
    "This user name is taken. Please choose another.",
  ),
  "staff-school-unfitting": error(
    422,
    "学校管理员和院系管理员必须属于一所院校，其他岗位不能属于院校。请核对岗位和院校。",
    "Administrators of a school or a department belong to one school, and staff in other roles to none. Please check role and school.",
  ),
  "staff-department-unfitting": error(
    422,
    "院系管理员必须属于一个院系，其他岗位不能属于院系。请核对岗位和院系。",
    "A department administrator belongs to one department, and staff in other roles to none. Please check role and department.",
  ),
  "staff-province-unfitting": error(
    422,
    "省级管理员必须属于一个省，其他岗位不能属于省。请核对岗位和省份。",
    "A province administrator belongs to one province, and staff in other roles to none. Please check role and province.",
  ),
  "staff-post-held": error(
    409,
    "此人已有这个岗位。请核对岗位、院校和院系。",
    "This person holds that role already. Please check role, school and department.",
  ),
  "staff-auditor-alone": error(
    409,
    "审计要独立于其他工作，不能与其他岗位兼任。请另建一个账号给专职的审计人员。",
    "The auditor is independent of all other work and holds no other role. Please create an account for a person with no other duties.",
  ),
  "staff-finance-apart": error(
    409,
    "管账号的人不经手款项：运营管理员和财务不能由同一人兼任。请把其中一个岗位交给另一个人。",
    "Who makes accounts does not move money: one person is not operator and finance. Please give one of the two to somebody else.",
  ),
  "staff-last-post": error(
    409,
    "这是此人唯一的岗位，不能取消。不再需要时请停用账号。",
    "This is the only role of this person. If they are not needed any more, disable the account.",
  ),
  "staff-own-account": error(
    409,
    "不能对自己的账号进行此操作，请另一位运营管理员处理。",
    "This cannot be done to your own account. Please ask another operator.",
  ),
  "staff-unconfirmed": error(
    403,
    "您的账号有改动，需另一位运营管理员确认后才能登录。请联系运营管理员，稍后再登录。",
    "Your account was changed and waits for a second operator. Please ask an operator to confirm it, then sign in again.",
  ),
  "staff-waits": error(
    409,
    "这个账号正等另一位运营管理员确认，确认之前只能停用。",
    "This account waits for a second operator. Until they have confirmed it, it can only be disabled.",
  ),
  "staff-not-waiting": error(
    409,
    "这个账号没有等待确认的操作，可能已被确认。请刷新列表。",
    "Nothing of this account waits to be confirmed; somebody may have done it. Please reload the list.",
  ),
  "staff-act-changed": error(
    409,
    "这个账号刚才又有改动。请刷新列表，看清楚再确认。",
    "This account was changed again just now. Please reload the list and look before you confirm.",
  ),
  "staff-second-operator-needed": error(
    403,
    "这项操作由您发起，需另一位运营管理员确认。",
    "You did this yourself: another operator has to confirm it.",
  ),
} as const;
