/** WeChat Pay as one of the payment providers: its settings, and the provider opened with them. */
import { z } from "zod";
import { adapter, httpUrl } from "../../adapter.ts";
import type { PayProvider, PayProviderDeps } from "../pay-provider.ts";
import { privateKeyPem, publicKeyPem } from "../pem.ts";
import { developmentPayKeys } from "./development-keys.ts";
import { createHttpWechatPay } from "./http-wechat-pay.ts";

const settings = {
  GRADPHOTO_WECHAT_PAY_URL: httpUrl,
  GRADPHOTO_WECHAT_PAY_MERCHANT: z
    .string()
    .regex(/^\d{6,16}:[0-9A-F]{16,64}$/, "must be merchant number:serial number of its certificate"),
  GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: privateKeyPem,
  GRADPHOTO_WECHAT_PAY_API_V3_KEY: z.string().regex(/^[\x21-\x7e]{32}$/, "must have 32 letters"),
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID: z.string().regex(/^PUB_KEY_ID_\w{1,100}$/, "must begin with PUB_KEY_ID_"),
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: publicKeyPem,
};

export const wechatPay = adapter({
  settings,
  development: (sandbox) => ({
    GRADPHOTO_WECHAT_PAY_URL: sandbox,
    GRADPHOTO_WECHAT_PAY_MERCHANT: "1900000001:5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
    GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: developmentPayKeys.merchantPrivateKey,
    GRADPHOTO_WECHAT_PAY_API_V3_KEY: "sandbox-api-v3-key-of-32-letters",
    GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID: "PUB_KEY_ID_0119000000012026010100000000000001",
    GRADPHOTO_WECHAT_PAY_PUBLIC_KEY: developmentPayKeys.platformPublicKey,
  }),
  open: (env, deps: PayProviderDeps): PayProvider => {
    const [mchid = "", serial = ""] = env.GRADPHOTO_WECHAT_PAY_MERCHANT.split(":");
    return createHttpWechatPay({
      ...deps,
      baseUrl: env.GRADPHOTO_WECHAT_PAY_URL,
      merchant: {
        mchid,
        serial,
        privateKey: env.GRADPHOTO_WECHAT_PAY_PRIVATE_KEY,
        apiV3Key: env.GRADPHOTO_WECHAT_PAY_API_V3_KEY,
        publicKeyId: env.GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID,
        publicKey: env.GRADPHOTO_WECHAT_PAY_PUBLIC_KEY,
      },
    });
  },
});
