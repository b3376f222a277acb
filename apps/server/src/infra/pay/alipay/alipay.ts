/** Alipay as one of the payment providers: its settings, and the provider opened with them. */
import { z } from "zod";
import { adapter, httpUrl } from "../../adapter.ts";
import type { PayProvider, PayProviderDeps } from "../pay-provider.ts";
import { privateKeyPem, publicKeyPem } from "../pem.ts";
import { developmentAlipayKeys } from "./development-keys.ts";
import { createHttpAlipay } from "./http-alipay.ts";

export const alipay = adapter({
  settings: {
    GRADPHOTO_ALIPAY_URL: httpUrl,
    GRADPHOTO_ALIPAY_APP: z.string().regex(/^\d{8,32}:\d{8,28}$/, "must be app id:seller id"),
    GRADPHOTO_ALIPAY_PRIVATE_KEY: privateKeyPem,
    GRADPHOTO_ALIPAY_PUBLIC_KEY: publicKeyPem,
  },
  development: (sandbox) => ({
    GRADPHOTO_ALIPAY_URL: `${sandbox.replace(/\/+$/, "")}/alipay/gateway.do`,
    GRADPHOTO_ALIPAY_APP: "2021000000000001:2088000000000001",
    GRADPHOTO_ALIPAY_PRIVATE_KEY: developmentAlipayKeys.merchantPrivateKey,
    GRADPHOTO_ALIPAY_PUBLIC_KEY: developmentAlipayKeys.alipayPublicKey,
  }),
  open: (env, deps: PayProviderDeps): PayProvider => {
    const [appId = "", sellerId = ""] = env.GRADPHOTO_ALIPAY_APP.split(":");
    return createHttpAlipay({
      ...deps,
      gatewayUrl: env.GRADPHOTO_ALIPAY_URL,
      merchant: {
        appId,
        sellerId,
        privateKey: env.GRADPHOTO_ALIPAY_PRIVATE_KEY,
        publicKey: env.GRADPHOTO_ALIPAY_PUBLIC_KEY,
      },
    });
  },
});
