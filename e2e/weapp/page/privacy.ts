/** WeChat's privacy question before an API uses personal data. The app asks it once. */

type Answer = (option: { readonly event: string; readonly buttonId?: string }) => void;
type Listener = (answer: Answer, about: { readonly referrer: string }) => void;

/** APIs of the package that use personal data by WeChat's list. */
export const privateApis: ReadonlySet<string> = new Set([
  "camera",
  "chooseMedia",
  "setClipboardData",
  "saveImageToPhotosAlbum",
]);

export interface Privacy {
  /** Registers a listener, as wx.onNeedPrivacyAuthorization does. */
  readonly onNeed: (listener: Listener) => void;
  /** Resolves once the student has agreed, and throws WeChat's message if they refuse. */
  readonly allow: (referrer: string) => Promise<void>;
  /** Records the tap on a button of open-type agreePrivacyAuthorization. `id` is that of the app's source. */
  readonly tapped: (id: string) => void;
}

/** Key under which WeChat remembers the consent over restarts of the app. */
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
        if (ask === null)
          return reject(new Error("fail: WeChat would show its own sheet, the app has none"));
        ask(
          ({ event, buttonId = "" }) => {
            if (event === "disagree")
              return reject(new Error("fail privacy permission is not authorized"));
            if (event !== "agree") return;
            if (!agreeButtons.has(buttonId))
              return reject(new Error(`fail: nobody tapped the button ${buttonId}`));
            localStorage.setItem(key, "yes");
            resolve();
          },
          { referrer },
        );
      }),
  };
}
