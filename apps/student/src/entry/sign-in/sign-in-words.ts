/** Texts of sign-in. */
import { wordsOf } from "../../words/words.ts";

export const signInWords = wordsOf(
  {
    title: "登录",
    welcome: (brand: string) => `欢迎使用${brand}`,
    whyWechat: "请依次完成微信登录和手机号授权。手机号用于通知审核结果，客服也凭它找到您的采集。",
    whyPhone: "请用本人手机号登录。我们用它通知审核结果，客服也凭它找到您的采集。",
    agree: "我已阅读并同意用户协议与隐私政策",
    agreeFirst: "请先阅读并勾选用户协议与隐私政策，再登录。",
    readPrivacy: "阅读全文",
    wechatLogin: "微信快速登录",
    wechatPhone: "微信手机号授权登录",
    wechatDone: "微信登录成功，请继续授权手机号。",
    wechatWebDone: "微信登录成功，请继续验证手机号。",
    wechatRefused: "没有得到微信的登录授权。您可以再点一次，我们只用它识别您的账号。",
    phoneRefused: "没有得到手机号授权。没有手机号就无法通知您结果，请再点一次并选择“允许”。",
    phone: "手机号",
    phoneHint: "中国大陆手机号，11 位数字",
    phoneWrong: "手机号不对：请填写中国大陆的 11 位手机号，以 1 开头，例如 138 1234 5678。",
    sendCode: "获取验证码",
    ownerWhy:
      "这个手机号已有采集资料。为保护资料，请输入资料本人的证件号后四位，再登录。不是您的资料？请联系客服。",
    resend: (seconds: number) => `${seconds} 秒后可重新获取`,
    sentJustNow: "验证码发送太频繁。已收到短信的，可以直接填写；没收到的，请等倒计时结束再获取。",
    sent: (phone: string) => `验证码已发送至 ${phone}，5 分钟内有效。`,
    code: "短信验证码",
    signIn: "登录",
  },
  {
    title: "Sign in",
    welcome: (brand) => `Welcome to ${brand}`,
    whyWechat:
      "Please sign in with WeChat, then share your phone number. We use it to tell you the result, and customer service finds your collection by it.",
    whyPhone:
      "Please sign in with your own phone number. We use it to tell you the result, and customer service finds your collection by it.",
    agree: "I have read and agree to the terms and the privacy statement",
    agreeFirst: "Please read and tick the terms and privacy statement, then sign in.",
    readPrivacy: "Read them",
    wechatLogin: "Sign in with WeChat",
    wechatPhone: "Share my WeChat phone number",
    wechatDone: "Signed in with WeChat. Please share your phone number next.",
    wechatWebDone: "Signed in with WeChat. Please confirm your phone number next.",
    wechatRefused:
      "WeChat did not grant permission to sign in. Please tap again; it only shows us which account is yours.",
    phoneRefused:
      "The phone number was not shared. Without it we cannot tell you the result; please tap again and allow it.",
    phone: "Phone number",
    phoneHint: "A mainland China mobile number, 11 digits",
    phoneWrong:
      "This is no mobile number: please enter the 11 digits of a mainland China number, which begin with 1, such as 138 1234 5678.",
    sendCode: "Send the code",
    ownerWhy:
      "This number has somebody's data already. To protect them, enter the last four of that person's ID number, then sign in. Not yours? Please contact customer service.",
    resend: (seconds) => `Send again in ${seconds} s`,
    sentJustNow:
      "Codes were requested too often. If you have received one, type it; otherwise please wait for the countdown.",
    sent: (phone) => `The code was sent to ${phone} and is valid for 5 minutes.`,
    code: "SMS code",
    signIn: "Sign in",
  },
);
