/** The web page: inside WeChat's browser as well as in any other. */
import type { Platform } from "../platform.ts";
import { keepPicture, keptPicture, shelf } from "./kept-picture.ts";
import { pickFile } from "./pick-file.ts";
import { openPicture, saveBlob, saveFile, saveZip } from "./save-file.ts";
import { turnPicture } from "./turn-picture.ts";
import { isWechatBrowser, webPay, webPayChannel } from "./web-pay.ts";
import { webStore } from "./web-store.ts";
import { openWebStream } from "./web-stream.ts";
import { webTransport } from "./web-transport.ts";

const basePath = process.env.GRADPHOTO_H5_BASE.replace(/\/$/, "");

/** WeChat's browser has its own menu for it, and no such list. */
const hasShare = typeof navigator.share === "function" && !isWechatBrowser;

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export const webPlatform: Platform = {
  baseUrl: "",
  transport: webTransport,
  openStream: openWebStream,
  store: webStore,
  signInBy: isWechatBrowser ? "wechat-web" : "sms",
  openWebSignIn: (authorizeUrl, returnPath, state) => {
    const url = new URL(authorizeUrl);
    url.searchParams.set("redirect_uri", `${location.origin}${basePath}${returnPath}`);
    url.searchParams.set("state", state);
    url.hash = "wechat_redirect";
    location.href = url.href;
  },
  wechatLoginCode: async () => null,
  deviceLanguage: () => navigator.language,
  pickPicture: pickFile,
  turnPicture,
  keepPicture,
  keptPicture,
  shelf,
  hearOnline: (back) => {
    addEventListener("online", back);
    return () => removeEventListener("online", back);
  },
  scanCode: null,
  readCodeInFrame: async (frame) => (await import("./read-code.ts")).readCodeInFrame(frame),
  readCodeIn: async (picture) => (await import("./read-code.ts")).readCodeIn(picture),
  payChannel: webPayChannel(),
  pay: webPay,
  openPicture,
  closePicture: (url) => URL.revokeObjectURL(url),
  saveFile,
  takeDocument: saveFile,
  documentsAre: "saved",
  // WeChat's browser keeps no file that a page hands it.
  saveZip: isWechatBrowser ? null : saveZip,
  saveText: async (text, name) =>
    isWechatBrowser ? copy(text) : saveBlob(new Blob([text], { type: "application/json" }), name),
  textsAre: isWechatBrowser ? "copied" : "saved",
  askForMessages: async () => [],
  linkTo: (path) => `${location.origin}${basePath}${path}`,
  copy,
  share: hasShare
    ? async (title, url) => {
        // Closing the list is no fault.
        await navigator.share({ title, url }).catch(() => {});
      }
    : null,
  call: (phoneNumber) => {
    location.href = `tel:${phoneNumber}`;
  },
  openPermissions: null,
  hearPrivacyQuestions: () => {},
  offerUpdates: () => {},
};
