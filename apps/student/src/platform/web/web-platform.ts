/** Platform implementation of the web page, inside WeChat's browser or any other. */
import type { PayChannel } from "@gradphoto/domain";
import type { OpenStream, Transport } from "@gradphoto/domain/client";
import type { PayAction, PayOutcome, Picture, PictureToSend, Platform } from "../platform.ts";
import { quarterTurnedJpeg } from "../quarter-turned-jpeg.ts";
import { pickFile } from "./pick-file.ts";
import { openPicture, saveBlob, saveFile, saveZip } from "./save-file.ts";
import { pictureOf, shelf, storedPicture, storePicture } from "./stored-picture.ts";
import { webStore } from "./web-store.ts";

/** 10 MB over a slow phone line. */
const timeoutMs = 100_000;

/** Requests over XMLHttpRequest, because fetch does not report upload progress. */
const webTransport: Transport<PictureToSend> = async ({ method, url, headers, body }) => {
  const sent =
    body?.kind === "picture" ? await formOf(body.field, body.picture) : (body?.text ?? null);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.timeout = timeoutMs;
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    if (body?.kind === "picture") {
      const { onProgress } = body.picture;
      request.upload.onprogress = ({ loaded, total }) =>
        onProgress(total === 0 ? 0 : loaded / total);
    }
    const fail = () => reject(new Error("No answer came"));
    request.onerror = fail;
    request.ontimeout = fail;
    request.onabort = fail;
    request.onload = () =>
      resolve({
        status: request.status,
        headers: readHeaders(request.getAllResponseHeaders()),
        body: request.responseText,
      });
    request.send(sent);
  });
};

async function formOf(field: string, { picture }: PictureToSend): Promise<FormData> {
  const form = new FormData();
  form.append(field, await (await fetch(picture.url)).blob(), "picture");
  return form;
}

const readHeaders = (lines: string): Record<string, string> =>
  Object.fromEntries(
    lines
      .trim()
      .split(/\r?\n/)
      .map((line): [string, string] => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
  );

interface WeixinBridge {
  invoke(name: string, args: object, done: (answer: { readonly err_msg?: string }) => void): void;
}

declare global {
  interface Window {
    /** Set once WeChat's browser has created it. */
    readonly WeixinJSBridge?: WeixinBridge;
  }
}

/**
 * Payment on the web: WeChat's JS call inside its browser, the provider's page on a phone, a QR code on a larger
 * screen.
 */
const isWechatBrowser = /MicroMessenger/i.test(navigator.userAgent);

function webPayChannel(): PayChannel {
  if (isWechatBrowser) return "official-account";
  return matchMedia("(pointer: coarse)").matches ? "h5" : "native";
}

async function webPay(action: PayAction): Promise<PayOutcome> {
  if (action.kind === "wechat-jsapi")
    return payInsideWechat(await weixinBridge(), action.requestPayment);
  if (action.kind === "qr") return { codeText: action.text };
  location.href = action.url;
  return "left";
}

const weixinBridge = (): Promise<WeixinBridge> =>
  new Promise((resolve) => {
    if (window.WeixinJSBridge) resolve(window.WeixinJSBridge);
    document.addEventListener("WeixinJSBridgeReady", () => {
      if (window.WeixinJSBridge) resolve(window.WeixinJSBridge);
    });
  });

const payInsideWechat = (bridge: WeixinBridge, args: object): Promise<PayOutcome> =>
  new Promise((resolve) => {
    bridge.invoke("getBrandWCPayRequest", args, ({ err_msg }) => {
      if (err_msg === "get_brand_wcpay_request:ok") resolve("answered");
      else resolve(err_msg === "get_brand_wcpay_request:cancel" ? "cancelled" : "refused");
    });
  });

/** Streamed answers over fetch, because EventSource cannot send the session's token. */
const openWebStream: OpenStream = ({ url, headers }, listener) => {
  const leaving = new AbortController();
  const end = (): void => {
    if (!leaving.signal.aborted) listener.ended();
  };
  const read = async (): Promise<void> => {
    const { ok, body } = await fetch(url, { headers, signal: leaving.signal });
    if (!ok || body === null) return;
    const reader = body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || leaving.signal.aborted) return;
      listener.text(decoder.decode(value, { stream: true }));
    }
  };
  read().then(end, end);
  return () => leaving.abort();
};

/** Clockwise; null for a file that is not a JPEG. */
async function turnPicture({ url }: Picture): Promise<Picture | null> {
  const turned = quarterTurnedJpeg(new Uint8Array(await (await fetch(url)).arrayBuffer()));
  return turned && pictureOf(new Blob([turned.slice()], { type: "image/jpeg" }));
}

const basePath = process.env.GRADPHOTO_H5_BASE.replace(/\/$/, "");

/** WeChat's browser has its own menu for this, and no share dialog. */
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
  storePicture,
  storedPicture,
  shelf,
  isOnline: () => navigator.onLine,
  onOnline: (back) => {
    addEventListener("online", back);
    return () => removeEventListener("online", back);
  },
  scanCode: null,
  prepareCodeReader: () => void import("./read-code.ts").catch(() => {}),
  readCodeInFrame: async (frame) => (await import("./read-code.ts")).readCodeInFrame(frame),
  readCodeIn: async (picture) => (await import("./read-code.ts")).readCodeIn(picture),
  payChannel: webPayChannel(),
  pay: webPay,
  openPicture,
  closePicture: (url) => URL.revokeObjectURL(url),
  savePicture: isWechatBrowser ? null : saveFile,
  takeDocument: saveFile,
  documentsAre: "saved",
  // WeChat's browser cannot save files that a page generates.
  saveZip: isWechatBrowser ? null : saveZip,
  saveText: async (text, name) =>
    isWechatBrowser ? copy(text) : saveBlob(new Blob([text], { type: "application/json" }), name),
  textsAre: isWechatBrowser ? "copied" : "saved",
  askForMessages: async () => [],
  linkTo: (path) => `${location.origin}${basePath}${path}`,
  copy,
  share: hasShare
    ? async (title, url) => {
        // Closing the dialog is not an error.
        await navigator.share({ title, url }).catch(() => {});
      }
    : null,
  call: (phoneNumber) => {
    location.href = `tel:${phoneNumber}`;
  },
  openSite: (url) => void window.open(url, "_blank", "noopener"),
  openPermissions: null,
  followPrivacyQuestions: () => {},
  offerUpdates: () => {},
  // A browser without service workers opens the page online only.
  keepForOffline: () =>
    void navigator.serviceWorker?.register(`${basePath}/service-worker.js`).catch(() => {}),
};
