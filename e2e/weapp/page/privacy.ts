/** WeChat's question before personal data are used: put once to the app, and answered as WeChat demands it. */

type Answer = (option: { readonly event: string; readonly buttonId?: string }) => void;
type Listener = (answer: Answer, about: { readonly referrer: string }) => void;

/** APIs of the package that WeChat counts among those that use personal data. */
export const privateApis: ReadonlySet<string> = new Set([
  "camera",
  "chooseMedia",
  "setClipboardData",
  "saveImageToPhotosAlbum",
]);

export interface Privacy {
  /** Of wx.onNeedPrivacyAuthorization. */
  readonly onNeed: (listener: Listener) => void;
  /** Resolves once the student has agreed; throws as WeChat lets it fail where they refuse. */
  readonly allow: (referrer: string) => Promise<void>;
  /** A button of open-type agreePrivacyAuthorization was tapped; `id` as in the app's source. */
  readonly tapped: (id: string) => void;
}

/** Kept by WeChat, over a restart of the app. */
const key = "wechat-privacy-agreed";

export function openPrivacy(): Privacy {
  const agreeButtons = new Set<string>();
  let ask: Listener | null = null;
  return {
    onNeed: (listener) => {
      ask = listener;
    },
    tapped: (id) => void agreeButtons.add(id),
    allow: (referrer) =>
      new Promise((resolve, reject) => {
        if (localStorage.getItem(key) !== null) return resolve();
        if (ask === null) return reject(new Error("fail: WeChat would show its own sheet, the app has none"));
        ask(
          ({ event, buttonId = "" }) => {
            if (event === "disagree") return reject(new Error("fail privacy permission is not authorized"));
            if (event !== "agree") return;
            if (!agreeButtons.has(buttonId)) return reject(new Error(`fail: nobody tapped the button ${buttonId}`));
            localStorage.setItem(key, "yes");
            resolve();
          },
          { referrer },
        );
      }),
  };
}
