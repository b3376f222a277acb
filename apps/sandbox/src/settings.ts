/** The names and secrets both sides know. They guard nothing: production refuses every one of them. */
export const settings = {
  wechat: {
    miniProgram: { appid: "wx0000000000000001", secret: "sandbox-mini-program-secret" },
    officialAccount: { appid: "wx0000000000000002", secret: "sandbox-official-account-secret" },
    /** Hosts that the web sign-in may return to; another one is refused as WeChat refuses a foreign domain. */
    redirectHosts: ["localhost", "127.0.0.1"],
  },
  sms: { key: "sandbox-sms-key" },
  chsi: {
    key: "sandbox-collection-code-key",
    /** Keys the hash of the last four characters that `decode` answers with. */
    lastFourKey: "sandbox-last-four-key",
  },
  registry: { key: "sandbox-registry-key" },
  pay: {
    mchid: "1900000001",
    merchantSerial: "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
    apiV3Key: "sandbox-api-v3-key-of-32-letters",
    publicKeyId: "PUB_KEY_ID_0119000000012026010100000000000001",
  },
  alipay: { appId: "2021000000000001", sellerId: "2088000000000001" },
} as const;

export type Settings = typeof settings;
