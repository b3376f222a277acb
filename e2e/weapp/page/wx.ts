/** The `wx` of the package, a plain object with one field per API, because Taro copies them by name. */
import { answered, type Options, type Wire, type Wx, wxNetwork } from "./network.ts";
import type { PageStack } from "./page-stack.ts";
import { type Privacy, privateApis } from "./privacy.ts";

const phone = {
  platform: "ios",
  system: "iOS 17.0",
  brand: "test",
  model: "test",
  SDKVersion: "3.8.0",
  version: "8.0.50",
  language: "zh_CN",
  theme: "light",
  fontSizeSetting: 16,
  pixelRatio: 2,
  screenWidth: 390,
  screenHeight: 844,
  windowWidth: 390,
  windowHeight: 756,
  statusBarHeight: 47,
  safeArea: { top: 47, bottom: 810, left: 0, right: 390, width: 390, height: 763 },
} as const;

const storagePrefix = "wx:";

/** No-op APIs of this fake `wx`. */
const quietApis =
  "showToast hideToast showLoading hideLoading setNavigationBarTitle setNavigationBarColor pageScrollTo stopPullDownRefresh showShareMenu hideKeyboard vibrateShort".split(
    " ",
  );

const listeners =
  "AppShow AppHide Error PageNotFound UnhandledRejection NetworkStatusChange WindowResize ThemeChange".split(
    " ",
  );

/** Returns the APIs of phone, app and storage. */
function systemApis(launchOptions: () => object): Wx {
  const phoneInfo = () => phone;
  const promised = (value: unknown) => Promise.resolve(value);
  return {
    env: { USER_DATA_PATH: "wxfile://usr" },
    canIUse: () => true,
    getUpdateManager: () => ({
      onUpdateReady() {},
      onCheckForUpdate() {},
      onUpdateFailed() {},
      applyUpdate() {},
    }),
    getSystemInfoSync: phoneInfo,
    getSystemInfo: ({ success }: { readonly success?: (answer: object) => void } = {}) => {
      success?.(phone);
      return promised(phone);
    },
    getWindowInfo: phoneInfo,
    getAppBaseInfo: phoneInfo,
    getDeviceInfo: phoneInfo,
    getSystemSetting: () => ({}),
    getAppAuthorizeSetting: () => ({}),
    getAccountInfoSync: () => ({ miniProgram: { appId: "touristappid", envVersion: "develop" } }),
    getLaunchOptionsSync: launchOptions,
    getEnterOptionsSync: launchOptions,
    getMenuButtonBoundingClientRect: () => ({
      top: 51,
      bottom: 83,
      left: 296,
      right: 383,
      width: 87,
      height: 32,
    }),
    nextTick: (work: () => void) => queueMicrotask(work),
    // Storage outlives a restart of the app.
    getStorageSync: (key: string) =>
      JSON.parse(localStorage.getItem(`${storagePrefix}${key}`) ?? '""'),
    setStorageSync: (key: string, value: unknown) =>
      localStorage.setItem(`${storagePrefix}${key}`, JSON.stringify(value)),
    removeStorageSync: (key: string) => localStorage.removeItem(`${storagePrefix}${key}`),
    ...Object.fromEntries(
      listeners.flatMap((name) => [`on${name}`, `off${name}`]).map((name) => [name, () => {}]),
    ),
  };
}

/** Answers of people and of WeChat, which the test determines. */
export type Outside = (
  api: string,
  options: object,
) => Promise<{ readonly ok: object } | { readonly fail: string }>;

/** APIs that the student, WeChat or the phone answers. */
const requestedOutside =
  "login checkSession scanCode chooseMedia requestPayment requestSubscribeMessage showModal showActionSheet makePhoneCall setClipboardData saveImageToPhotosAlbum openDocument previewImage getSetting openSetting authorize getPrivacySetting requirePrivacyAuthorize openPrivacyContract openCustomerServiceChat".split(
    " ",
  );

/** Asks a person. Throws the message of a failure. */
export type AskPerson = (api: string, options: Options) => Promise<object>;

/** Returns the function that asks a person. An API that uses personal data needs the consent first. */
export const openQuestions =
  (outside: Outside, privacy: Privacy): AskPerson =>
  async (api, options) => {
    if (privateApis.has(api)) await privacy.allow(api);
    const answer = await outside(api, JSON.parse(JSON.stringify(options)));
    if ("fail" in answer) throw new Error(answer.fail);
    return answer.ok;
  };

interface WxDeps {
  readonly requestPerson: AskPerson;
  readonly stack: PageStack;
  readonly wire: Wire;
  readonly privacy: Privacy;
  readonly launchOptions: () => object;
}

/** Work of an API. A returned object is its answer. */
type Work = (options: Options) => unknown;

async function answerOf(work: Work, options: Options): Promise<object> {
  const value = await work(options);
  return typeof value === "object" && value !== null ? value : {};
}

export function createWx({ requestPerson, stack, wire, privacy, launchOptions }: WxDeps): Wx {
  const api =
    (name: string, work: Work) =>
    (options: Options = {}) =>
      answered(name, options, answerOf(work, options));
  const apis = (table: Readonly<Record<string, Work>>) =>
    Object.fromEntries(Object.entries(table).map(([name, work]) => [name, api(name, work)]));
  return {
    ...systemApis(launchOptions),
    onNeedPrivacyAuthorization: privacy.onNeed,
    ...apis(Object.fromEntries(quietApis.map((name) => [name, () => {}]))),
    ...apis(
      Object.fromEntries(
        requestedOutside.map((name) => [name, (options) => requestPerson(name, options)]),
      ),
    ),
    ...apis({
      navigateTo: ({ url }) => stack.navigateTo(String(url)),
      redirectTo: ({ url }) => stack.redirectTo(String(url)),
      reLaunch: ({ url }) => stack.reLaunch(String(url)),
      navigateBack: ({ delta }) => stack.navigateBack(typeof delta === "number" ? delta : 1),
    }),
    createCameraContext: () =>
      apis({ takePhoto: (options) => requestPerson("takePhoto", options) }),
    getFileSystemManager: () =>
      apis({
        readFile: async ({ filePath }) => ({
          data: await (await fetch(String(filePath))).arrayBuffer(),
        }),
      }),
    ...wxNetwork(wire),
  };
}
