/** The phone, the app and the storage as `wx` tells them, and the APIs that change nothing here. */
import type { Wx } from "./wx-api.ts";

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

export const quietApis = [
  "showToast",
  "hideToast",
  "showLoading",
  "hideLoading",
  "setNavigationBarTitle",
  "setNavigationBarColor",
  "pageScrollTo",
  "stopPullDownRefresh",
  "showShareMenu",
  "hideKeyboard",
  "vibrateShort",
] as const;

const listeners = [
  "AppShow",
  "AppHide",
  "Error",
  "PageNotFound",
  "UnhandledRejection",
  "NetworkStatusChange",
  "WindowResize",
  "ThemeChange",
];

export function systemApis(launchOptions: () => object): Wx {
  const tellPhone = () => phone;
  const promised = (value: unknown) => Promise.resolve(value);
  return {
    env: { USER_DATA_PATH: "wxfile://usr" },
    canIUse: () => true,
    getUpdateManager: () => ({ onUpdateReady() {}, onCheckForUpdate() {}, onUpdateFailed() {}, applyUpdate() {} }),
    getSystemInfoSync: tellPhone,
    getSystemInfo: ({ success }: { readonly success?: (answer: object) => void } = {}) => {
      success?.(phone);
      return promised(phone);
    },
    getWindowInfo: tellPhone,
    getAppBaseInfo: tellPhone,
    getDeviceInfo: tellPhone,
    getSystemSetting: () => ({}),
    getAppAuthorizeSetting: () => ({}),
    getAccountInfoSync: () => ({ miniProgram: { appId: "touristappid", envVersion: "develop" } }),
    getLaunchOptionsSync: launchOptions,
    getEnterOptionsSync: launchOptions,
    getMenuButtonBoundingClientRect: () => ({ top: 51, bottom: 83, left: 296, right: 383, width: 87, height: 32 }),
    nextTick: (work: () => void) => queueMicrotask(work),
    // As kept on the phone: over a restart of the app.
    getStorageSync: (key: string) => JSON.parse(localStorage.getItem(`${storagePrefix}${key}`) ?? '""'),
    setStorageSync: (key: string, value: unknown) =>
      localStorage.setItem(`${storagePrefix}${key}`, JSON.stringify(value)),
    removeStorageSync: (key: string) => localStorage.removeItem(`${storagePrefix}${key}`),
    ...Object.fromEntries(listeners.flatMap((name) => [`on${name}`, `off${name}`]).map((name) => [name, () => {}])),
  };
}
