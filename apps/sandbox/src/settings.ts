/**
 * Names and secrets shared by the product and the sandbox. They protect nothing: production refuses all of them, and a
 * rehearsal generates its own.
 */
import { payKeys } from "./pay/pay-keys.ts";

interface WechatApp {
  readonly appid: string;
  readonly secret: string;
}

interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

export interface Settings {
  readonly wechat: {
    readonly miniProgram: WechatApp;
    readonly officialAccount: WechatApp;
    /** Hosts that the web sign-in may return to; others are refused, as WeChat refuses a foreign domain. */
    readonly redirectHosts: readonly string[];
  };
  readonly sms: { readonly key: string };
  /** `lastFourKey`: key of the HMAC of a student's last four characters in the answers of `decode`. */
  readonly chsi: { readonly key: string; readonly lastFourKey: string };
  /** OpenID Connect client that the product uses for a company's or school's own sign-in. */
  readonly oidc: { readonly clientId: string; readonly clientSecret: string };
  readonly registry: { readonly key: string };
  readonly pay: {
    readonly mchid: string;
    readonly merchantSerial: string;
    readonly apiV3Key: string;
    readonly publicKeyId: string;
  };
  /** Keys of WeChat Pay: the merchant's and the platform's. */
  readonly payKeys: { readonly merchant: KeyPair; readonly platform: KeyPair };
  readonly alipay: { readonly appId: string; readonly sellerId: string };
}

/** Fixed 32-byte key in the format of a real one; it is known to everybody. */
const key32 = (fill: number): string => Buffer.alloc(32, fill).toString("base64");

export const settings: Settings = {
  wechat: {
    miniProgram: { appid: "wx0000000000000001", secret: "sandbox-mini-program-secret" },
    officialAccount: { appid: "wx0000000000000002", secret: "sandbox-official-account-secret" },
    redirectHosts: ["localhost", "127.0.0.1"],
  },
  sms: { key: key32(8) },
  chsi: { key: key32(5), lastFourKey: key32(6) },
  oidc: { clientId: "gradphoto", clientSecret: "sandbox-oidc-secret" },
  registry: { key: key32(7) },
  pay: {
    mchid: "1900000001",
    merchantSerial: "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
    apiV3Key: "sandbox-api-v3-key-of-32-letters",
    publicKeyId: "PUB_KEY_ID_0119000000012026010100000000000001",
  },
  payKeys,
  alipay: { appId: "2021000000000001", sellerId: "2088000000000001" },
};
