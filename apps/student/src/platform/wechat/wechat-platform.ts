/** Platform implementation of WeChat's mini-program. */
import type { OpenStream, Transport, TransportAnswer } from "@gradphoto/domain/client";
import Taro from "@tarojs/taro";
import type { FileOfService, PayAction, PayOutcome, PictureToSend, Platform } from "../platform.ts";
import { followPrivacyQuestions } from "./privacy-question.ts";
import { orNull, pickPicture, shelf, turnPicture } from "./wechat-picture.ts";

const wechatTransportTimeoutMs = 100_000;

const lowerCase = (
  headers: Readonly<Record<string, unknown>> | undefined,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );

/** Requests by wx.request; pictures by wx.uploadFile, which reports upload progress. */
const wechatTransport: Transport<PictureToSend> = async ({ method, url, headers, body }) => {
  if (body?.kind === "picture") return upload(url, headers, body.field, body.picture);
  const answer = await Taro.request<string>({
    url,
    method,
    header: { ...headers },
    // WeChat labels every request as JSON, so an empty body would be invalid.
    ...(method !== "GET" && { data: body?.text ?? "{}" }),
    // As text: the client parses it.
    dataType: "text",
    timeout: wechatTransportTimeoutMs,
  });
  return {
    status: answer.statusCode,
    headers: lowerCase(answer.header),
    body: typeof answer.data === "string" ? answer.data : JSON.stringify(answer.data),
  };
};

async function upload(
  url: string,
  headers: Readonly<Record<string, string>>,
  name: string,
  { picture, onProgress }: PictureToSend,
): Promise<TransportAnswer> {
  const task = Taro.uploadFile({
    url,
    filePath: picture.url,
    name,
    header: { ...headers },
    timeout: wechatTransportTimeoutMs,
  });
  task.progress(({ progress }) => onProgress(progress / 100));
  const { statusCode, data } = await task;
  return { status: statusCode, headers: {}, body: data };
}

/** The service renews its streams after ten minutes. */
const timeoutMs = 660_000;

/** Streamed answers through the chunks of wx.request. */
const openWechatStream: OpenStream = ({ url, headers }, listener) => {
  let left = false;
  const task = Taro.request({
    url,
    header: { ...headers },
    enableChunked: true,
    dataType: "text",
    timeout: timeoutMs,
  });
  task.onChunkReceived(({ data }) => {
    // The service writes ASCII only, so TextDecoder, which older phones lack, is not needed.
    if (!left) listener.text(String.fromCharCode(...new Uint8Array(data)));
  });
  const end = (): void => {
    if (!left) listener.ended();
  };
  task.then(end, end);
  return () => {
    left = true;
    task.abort();
  };
};

const baseUrl = process.env.GRADPHOTO_API_URL;

const errMsg = (error: unknown): string =>
  typeof error === "object" && error !== null && "errMsg" in error ? String(error.errMsg) : "";

/** `filePath`: target path. Resolves to the path on the device; null when the download failed. */
async function fetchFile(
  { path, token }: FileOfService,
  filePath?: string,
): Promise<string | null> {
  const header = { authorization: `Bearer ${token}` };
  const file = await orNull(
    Taro.downloadFile({
      url: `${baseUrl}${path}`,
      header,
      ...(filePath !== undefined && { filePath }),
    }),
  );
  return file?.statusCode === 200 ? (filePath ?? file.tempFilePath) : null;
}

async function pay(action: PayAction): Promise<PayOutcome> {
  // A mini-program supports only WeChat Pay.
  if (action.kind !== "wechat-jsapi") return "refused";
  const { requestPayment } = action;
  const { timeStamp, nonceStr, signType, paySign } = requestPayment;
  try {
    await Taro.requestPayment({
      timeStamp,
      nonceStr,
      package: requestPayment.package,
      signType,
      paySign,
    });
    return "answered";
  } catch (error) {
    return /cancel/.test(errMsg(error)) ? "cancelled" : "refused";
  }
}

export const wechatPlatform: Platform = {
  baseUrl,
  transport: wechatTransport,
  openStream: openWechatStream,
  store: {
    read: (key) => {
      const text: unknown = Taro.getStorageSync(key);
      return typeof text === "string" && text !== "" ? text : null;
    },
    write: (key, text) =>
      text === null ? Taro.removeStorageSync(key) : Taro.setStorageSync(key, text),
    // A mini-program has only one open page of the app.
    follow: () => {},
  },
  signInBy: "wechat",
  openWebSignIn: () => {},
  wechatLoginCode: async () => (await orNull(Taro.login()))?.code ?? null,
  deviceLanguage: () => Taro.getAppBaseInfo().language ?? "zh",
  pickPicture,
  turnPicture,
  // The chosen picture exists as long as the mini-program.
  storePicture: async () => {},
  storedPicture: async () => null,
  shelf,
  // WeChat reports a lost connection with the request.
  isOnline: () => true,
  onOnline: (back) => {
    const onStatusChange = ({ isConnected }: { readonly isConnected: boolean }): void => {
      if (isConnected) back();
    };
    Taro.onNetworkStatusChange(onStatusChange);
    return () => Taro.offNetworkStatusChange(onStatusChange);
  },
  scanCode: async () => (await orNull(Taro.scanCode({ scanType: ["qrCode"] })))?.result ?? null,
  readCodeIn: async () => null,
  prepareCodeReader: () => {},
  readCodeInFrame: async () => null,
  payChannel: "mini-program",
  pay,
  openPicture: (picture) => fetchFile(picture),
  // WeChat clears its temporary files itself.
  closePicture: () => {},
  savePicture: async (picture) => {
    const filePath = await fetchFile(picture);
    return filePath !== null && (await orNull(Taro.saveImageToPhotosAlbum({ filePath }))) !== null;
  },
  takeDocument: async (document) => {
    // The file gets its proper name, which is visible when it is forwarded.
    const filePath = await fetchFile(
      document,
      `${Taro.env.USER_DATA_PATH}/${document.name ?? "document.pdf"}`,
    );
    if (filePath === null) return false;
    return (
      (await orNull(Taro.openDocument({ filePath, fileType: "pdf", showMenu: true }))) !== null
    );
  },
  documentsAre: "opened",
  saveZip: null,
  saveText: async (text) => (await orNull(Taro.setClipboardData({ data: text }))) !== null,
  textsAre: "copied",
  askForMessages: async (templateIds) => {
    const tmplIds = templateIds.slice(0, 3);
    const answer = await orNull(Taro.requestSubscribeMessage({ tmplIds, entityIds: [] }));
    const allowed = Object.entries(answer ?? {}).filter(([, message]) => message === "accept");
    return allowed.map(([id]) => id).filter((id) => tmplIds.includes(id));
  },
  // Scanned or sent, it opens the web page, which has the service's origin.
  linkTo: (path) => `${baseUrl}${process.env.GRADPHOTO_H5_BASE.replace(/\/$/, "")}${path}`,
  copy: async (text) => (await orNull(Taro.setClipboardData({ data: text }))) !== null,
  // A button of WeChat's own does this.
  share: null,
  call: (phoneNumber) => {
    void orNull(Taro.makePhoneCall({ phoneNumber }));
  },
  openSite: (url) => void orNull(Taro.setClipboardData({ data: url })),
  openPermissions: () => void orNull(Taro.openSetting()),
  followPrivacyQuestions,
  offerUpdates: ({ title, about }) => {
    const updates = Taro.getUpdateManager();
    updates.onUpdateReady(async () => {
      const answer = await orNull(Taro.showModal({ title, content: about }));
      if (answer?.confirm) updates.applyUpdate();
    });
  },
  keepForOffline: () => {},
};
