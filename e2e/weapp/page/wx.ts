/** The `wx` of the package: a plain object with a field of its own for each API, as Taro copies them by name. */
import type { PageStack } from "./page-stack.ts";
import { type Privacy, privateApis } from "./privacy.ts";
import { send, type Wire } from "./wire.ts";
import { answered, type Options, type Wx } from "./wx-api.ts";
import { wxNetwork } from "./wx-network.ts";
import { quietApis, systemApis } from "./wx-system.ts";

/** What people and WeChat answer, decided by the test. */
export type Outside = (api: string, options: object) => Promise<{ readonly ok: object } | { readonly fail: string }>;

/** What is asked of the student, of WeChat or of the phone. */
const askedOutside = [
  "login",
  "checkSession",
  "scanCode",
  "chooseMedia",
  "requestPayment",
  "requestSubscribeMessage",
  "showModal",
  "showActionSheet",
  "makePhoneCall",
  "setClipboardData",
  "saveImageToPhotosAlbum",
  "openDocument",
  "previewImage",
  "getSetting",
  "openSetting",
  "authorize",
  "getPrivacySetting",
  "requirePrivacyAuthorize",
  "openPrivacyContract",
  "openCustomerServiceChat",
] as const;

/** Throws with the words of a failure. */
export type AskPerson = (api: string, options: Options) => Promise<object>;

/** What uses personal data is asked for after they were agreed to. */
export const openQuestions =
  (outside: Outside, privacy: Privacy): AskPerson =>
  async (api, options) => {
    if (privateApis.has(api)) await privacy.allow(api);
    const answer = await outside(api, JSON.parse(JSON.stringify(options)));
    if ("fail" in answer) throw new Error(answer.fail);
    return answer.ok;
  };

interface WxDeps {
  readonly askPerson: AskPerson;
  readonly stack: PageStack;
  readonly wire: Wire;
  readonly privacy: Privacy;
  readonly launchOptions: () => object;
}

/** Does what the API is for; an object is its answer. */
type Work = (options: Options) => unknown;

async function answerOf(work: Work, options: Options): Promise<object> {
  const value = await work(options);
  return typeof value === "object" && value !== null ? value : {};
}

export function createWx({ askPerson, stack, wire, privacy, launchOptions }: WxDeps): Wx {
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
    ...apis(Object.fromEntries(askedOutside.map((name) => [name, (options) => askPerson(name, options)]))),
    ...apis({
      navigateTo: ({ url }) => stack.navigateTo(String(url)),
      redirectTo: ({ url }) => stack.redirectTo(String(url)),
      reLaunch: ({ url }) => stack.reLaunch(String(url)),
      navigateBack: ({ delta }) => stack.navigateBack(typeof delta === "number" ? delta : 1),
    }),
    createCameraContext: () => apis({ takePhoto: (options) => askPerson("takePhoto", options) }),
    getFileSystemManager: () =>
      apis({ readFile: async ({ filePath }) => ({ data: await (await fetch(String(filePath))).arrayBuffer() }) }),
    ...wxNetwork(wire, send),
  };
}
