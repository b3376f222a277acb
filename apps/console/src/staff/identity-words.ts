/** Texts for signing in through an identity provider. */
import { wordsOf } from "../lib/words.ts";

export const identityWords = wordsOf(
  {
    or: "或者用",
    asking: "正在向统一身份认证核对",
    proven: (username: string) => `统一身份认证已通过，账号 ${username}。请再填动态码。`,
    foreign: "这次认证已用过，或不是从本窗口出发的，请重新开始。",
    signInFirst: "登录已结束，没有绑定。请重新登录，再绑定一次。",
    back: "改用密码登录",
    title: "统一身份认证",
    about: "绑定后可以用它代替密码登录，动态码仍然要填。重置密码后需重新绑定。",
    none: "没有可绑定的统一身份认证",
    notBound: "未绑定",
    boundSince: (at: string) => `${at} 绑定`,
    bind: "绑定",
    unbind: "解除绑定",
    unbindSure: "解除后不能再用它登录，确定解除？",
    go: "去认证",
    binding: "正在绑定",
    toSecurity: "返回登录与安全",
  },
  {
    or: "Or sign in with",
    asking: "Asking the sign-in system",
    proven: (username) => `Confirmed as ${username}. Now enter your one-time code.`,
    foreign: "This sign-in was used before, or did not start in this window. Please begin again.",
    signInFirst: "You were signed out and nothing was linked. Sign in and link it again.",
    back: "Use your password instead",
    title: "Sign-in systems",
    about:
      "Once linked, you can use it instead of your password; the one-time code is still needed. A password reset unlinks it.",
    none: "No sign-in system to link",
    notBound: "Not linked",
    boundSince: (at) => `Linked ${at}`,
    bind: "Link",
    unbind: "Unlink",
    unbindSure: "You will no longer be able to sign in with it. Unlink it?",
    go: "Continue",
    binding: "Linking",
    toSecurity: "Back to Sign-in and security",
  },
);
