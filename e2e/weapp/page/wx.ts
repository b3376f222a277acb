/** The `wx` of the package: a plain object with a field of its own for each API, as Taro copies them by name. */
import type { PageStack } from "./page-stack.ts";
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
  "previewImage",
  "getSetting",
  "openSetting",
  "authorize",
  "getPrivacySetting",
  "requirePrivacyAuthorize",
  "openPrivacyContract",
  "openCustomerServiceChat",
] as const;

interface WxDeps {
  readonly outside: Outside;
  readonly stack: PageStack;
  readonly wire: Wire;
  readonly launchOptions: () => object;
}

/** Does what the API is for; an object is its answer. */
type Work = (options: Options) => unknown;

async function answerOf(work: Work, options: Options): Promise<object> {
  const value = await work(options);
  return typeof value === "object" && value !== null ? value : {};
}

export function createWx({ outside, stack, wire, launchOptions }: WxDeps): Wx {
  const api =
    (name: string, work: Work) =>
    (options: Options = {}) =>
      answered(name, options, answerOf(work, options));
  const apis = (table: Readonly<Record<string, Work>>) =>
    Object.fromEntries(Object.entries(table).map(([name, work]) => [name, api(name, work)]));
  const askOutside = async (name: string, options: Options): Promise<object> => {
    const answer = await outside(name, JSON.parse(JSON.stringify(options)));
    if ("fail" in answer) throw new Error(answer.fail);
    return answer.ok;
  };
  return {
    ...systemApis(launchOptions),
    ...apis(Object.fromEntries(quietApis.map((name) => [name, () => {}]))),
    ...apis(Object.fromEntries(askedOutside.map((name) => [name, (options) => askOutside(name, options)]))),
    ...apis({
      navigateTo: ({ url }) => stack.navigateTo(String(url)),
      redirectTo: ({ url }) => stack.redirectTo(String(url)),
      reLaunch: ({ url }) => stack.reLaunch(String(url)),
      navigateBack: ({ delta }) => stack.navigateBack(typeof delta === "number" ? delta : 1),
    }),
    ...wxNetwork(wire, send),
  };
}
