/** The web page: inside WeChat's browser as well as in any other. */
import type { Platform } from "../platform.ts";
import { pickFile } from "./pick-file.ts";
import { saveBlob, saveFile } from "./save-file.ts";
import { webPay, webPayChannel } from "./web-pay.ts";
import { webTransport } from "./web-transport.ts";

const basePath = process.env.GRADPHOTO_H5_BASE.replace(/\/$/, "");

export const webPlatform: Platform = {
  baseUrl: "",
  transport: webTransport,
  store: {
    read: (key) => localStorage.getItem(key),
    write: (key, text) => (text === null ? localStorage.removeItem(key) : localStorage.setItem(key, text)),
  },
  signInBy: "sms",
  wechatLoginCode: async () => null,
  deviceLanguage: () => navigator.language,
  hasLiveCamera: true,
  pickPicture: pickFile,
  scanCode: null,
  readCodeIn: async (picture) => (await import("./read-code.ts")).readCodeIn(picture),
  payChannel: webPayChannel(),
  pay: (order, returnPath) => webPay(order, `${location.origin}${basePath}${returnPath}`),
  saveFile,
  saveText: async (text, name) => saveBlob(new Blob([text], { type: "application/json" }), name),
  askForMessages: async () => [],
  linkTo: (path) => `${location.origin}${basePath}${path}`,
  copy: async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  },
  call: (phoneNumber) => {
    location.href = `tel:${phoneNumber}`;
  },
};
