/** What a willing student and WeChat answer the package: real codes, real payments, real pictures, all of the sandbox. */
import { z } from "zod";
import type { OutsideWorld, WechatPerson } from "../people/outside-world.ts";
import type { Answers } from "./wechat.ts";

const settings = z.object({ wechat: z.object({ miniProgram: z.object({ appid: z.string() }) }) });
const messages = z.object({ tmplIds: z.array(z.string()).max(5) });

export const willing = (world: OutsideWorld, person: WechatPerson): Answers => ({
  login: async () => ({ code: await world.wechatCode("login", person.id) }),
  requestPayment: async (options) => {
    // The app does not say which app it is; WeChat knows.
    const { appid: appId } = settings.parse(await world.control("GET", "/settings")).wechat.miniProgram;
    await world.control("POST", "/pay/request-payment", { ...z.looseObject({}).parse(options), appId });
    return {};
  },
  requestSubscribeMessage: async (options) => {
    const { tmplIds } = messages.parse(options);
    for (const templateId of tmplIds) {
      await world.control("POST", "/wechat/accept-messages", { userId: person.id, templateId });
    }
    return Object.fromEntries(tmplIds.map((id) => [id, "accept"]));
  },
  camera: () => ({}),
  makePhoneCall: () => ({}),
  setClipboardData: () => ({}),
  saveImageToPhotosAlbum: () => ({}),
  openDocument: () => ({}),
});

const addressOf = async (photo: Blob): Promise<string> =>
  `data:${photo.type};base64,${Buffer.from(await photo.arrayBuffer()).toString("base64")}`;

/** What wx.chooseMedia answers once this photo is chosen. */
export const chosen = async (photo: Blob): Promise<object> => ({
  type: "image",
  tempFiles: [{ tempFilePath: await addressOf(photo), size: photo.size, fileType: "image" }],
});

/** What the camera on the page answers once it has taken this photo. */
export const taken = async (photo: Blob): Promise<object> => ({ tempImagePath: await addressOf(photo) });
