/** Texts of the sign-in. */
import { wordsOf } from "../lib/words.ts";

export const signInWords = wordsOf(
  {
    title: "工作台登录",
    ended:
      "登录已结束：到了时间，或两小时没有操作，或在别处被退出。请重新登录，之后回到刚才的页面。",
    endedOver: "登录已结束。您填写的内容还在，重新登录后可以继续。",
    unsaved: (count: number) => `有 ${count} 个审核决定还没有保存，由原审核员登录后自动发送。`,
    username: "用户名",
    password: "密码",
    code: "动态码",
    codeHint: "验证器应用里的 6 位数字",
    enter: "登录",
    missing: (what: string) => `请填写${what}`,
    codeRule: "动态码是 6 位数字",
    recovery: "恢复码",
    useRecovery: "手机不在身边，用恢复码",
    useCode: "用动态码",
    firstTime: "首次登录、还没有动态码的，留空即可。",
    language: "English",
  },
  {
    title: "Sign in to the console",
    ended:
      "You were signed out: the time was over, nobody was here for two hours, or it was ended elsewhere. Sign in and you are back on the same page.",
    endedOver: "You were signed out. What you entered is still here: sign in to go on.",
    unsaved: (count) =>
      count === 1
        ? "1 review decision is not saved yet; it is sent once the reviewer who made it signs in."
        : `${count} review decisions are not saved yet; they are sent once the reviewer who made them signs in.`,
    username: "User name",
    password: "Password",
    code: "One-time code",
    codeHint: "The six digits in your authenticator app",
    enter: "Sign in",
    missing: (what) => `Please enter your ${what.toLowerCase()}`,
    codeRule: "The one-time code has six digits",
    recovery: "Recovery code",
    useRecovery: "No phone at hand: use a recovery code",
    useCode: "Use a one-time code",
    firstTime: "Leave it empty at your first sign-in, before one-time codes are set up.",
    language: "中文",
  },
);
