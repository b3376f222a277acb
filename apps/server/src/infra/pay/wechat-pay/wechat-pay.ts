/** WeChat Pay as one of the payment providers: its settings, and the provider opened with them. */
import { z } from "zod";
import { adapter, httpUrl } from "../../adapter.ts";
import type { PayProvider, PayProviderDeps } from "../pay-provider.ts";
import { privateKeyPem, publicKeyPem } from "../pem.ts";
import { createHttpWechatPay } from "./http-wechat-pay.ts";

/** Keys that the sandbox accepts as the merchant's and signs with; production refuses them. */
export const developmentPayKeys = {
  merchantPrivateKey: `-----BEGIN PRIVATE KEY-----
MIIEuwIBADANBgkqhkiG9w0BAQEFAASCBKUwggShAgEAAoIBAQCtPGkbzNcwA5N1
VHNh9m8eFjZPQs9pFKWidhLy4cFvnkDUwizJTRChAqtasXC5xvtYZoR+oLandWmK
lIciH02eVxp6LiOrffWJqlwIRd25XLEkEvqLa0j24azBqCfgznxhVnSAB8WVJgg8
dWSSbDrdAxQv9IpqZq5HBuypbGeecaq6Ln+j6tAdFumBNr4yXzgT0BxAdff++UFP
clg9b4I03AVRLIgbNalxsNZGybcQJuf65XofLiWQyomCSjpJWB46iIi6qp+rZAiu
+dNm7G3HUD7xy3Xjwl5UfFbhlD7Ts3hnxHK3+eEXTNvMBeKv5Nj4nMdj+AAlgsWM
900fuH3RAgMBAAECgf8T4Afch5+1B6u+KVE0nZmmKHrhGPaaG9j1hH2oDXAoF/vU
Cf90Qj4NZEUjidT1jAPnJKIXHuWTxHVCv2zSFihqWOaLmeCWjlz8STigshkEWKp+
Q1yUJmx2i9kYweOwVpT/GgkSIyz3gC/dEnGUWv/AtmxMC+/E8sDSIz9vF+w20cQG
fc7pKpZchQ6HZIOslPPL+lwWe1FZtFSmTgQfsLgVnNKQ9EOfrZJRJBl/lK6qt4Mz
dylHsT8H5aXsm/jITc9EIgx6Jd57Y2CAkYHW1HOFuJTMbHIesJVVufLJ8v9eBw6x
iT7GvVqxzIbpfcms129Dr+/lC8anMyabP1UxOOECgYEA7mZ36ZLuXyEnVeYT9Zt1
fl+4lr8F3BnF4LCO3jL8K9AMBdHMk9JL5btX8iPngTKnvLNdXQzxAfSxJUjR6VGR
dXHc8RlbIL9bEQWlnKYBRwMk85T8zLokJv4clyP6gx4C2bs8Z5KYZZnx9k1by/wI
JO4RvWmWUu64aKToN5FPbvkCgYEAugZmo7YcOp432KEzRs/+jcZpqcPE2/zn/lxW
byLMtiAhFNqXRoydjcXJPZjOXDG9tgv5644aL7jvWAE+LYBEhXL+UljiMrgG0qjS
O+rTiFpbCGpmv/q/TymAAPqFhg9xl6+nFX80M4XcRPA8PS0ujJkn2/8HD0qu1K8q
vw/UQ5kCgYAqse09xpOsM8rQpnDipqHHLStoy/MntPHsSJJ9ltH0osDUdftWae4v
yXp5ohZ+2+yQbesFlCDBgeoLzFvTlkkfqHGyOCFK3xpXFRTQ1iYaaqS+fus7WwbI
eO/z3Xyq6MAH8HFj9ywV3hkoTDhpcsyemIhSzMsgNSKPkyEHep2oOQKBgGz6PPzh
Pa5VbA/7d6efR9fUiagLaPMbOOl5PKWEtHppXhfyarbIv7ADU35DW3kFJsdUQsft
Cog0hfp/V+aeAwZOtJCXQ4RE7LJSdj7ltaBmlnfapXEIOzTr8fIg0UIVIA2luHNO
fs1EOSMlvZR1OJTjUEeAIqmhrcQpDhi59DbZAoGBALLNyNBYfRrxZtiKsWcavxhs
mW1UTCPlGv8XRadyvvpvEsE5o26OB1HTs9Oa1Bx5wGqFABAPXsHpSgwRxRGhmEMY
Ya4Orssn0BIYH4zTG+MOjZLPNHStePDmXl2mS7mKX9DyK6UIj44qrf1y4vGiHUCg
iu5GwTZ7re+/CoqaqVQi
-----END PRIVATE KEY-----
`,
  platformPublicKey: `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqY51KQ+OaLUBs4cU+1fG
ULuYyqxIXkTVHtyw0/UxrGt1CuHX0Vq4TmIcb/UF1GAoHxALM/BNJ/RYavwPjxEc
q/9QPQ/laWkHXY9MLx6rQG0HFsL/YWxeQUmMD9dI/QOpse3PTdRIptVc+CZAd4Lz
RGzs4nMEWtlefWwRmJekm02REZ/f4/uIzLZDJQgekmMHn+asW54swPPycBXCZjw/
HFlmshmra4Aa3OmvRM8ISoXuwSZWO2CHAlVUQpDCP8eIr9OiUTyIVuUO+LFM1/Qp
SA9r3RsmXtzKjAf6PwTWeCtG/N5GtiSzZP0IMz8VFl9j5Q9lvbkYQxDvBvY8TUB6
EwIDAQAB
-----END PUBLIC KEY-----
`,
} as const;

const settings = {
  GRADPHOTO_WECHAT_PAY_URL: httpUrl,
  GRADPHOTO_WECHAT_PAY_MERCHANT: z
    .string()
    .regex(
      /^\d{6,16}:[0-9A-F]{16,64}$/,
      "must be merchant number:serial number of its certificate",
    ),
  GRADPHOTO_WECHAT_PAY_PRIVATE_KEY: privateKeyPem,
  GRADPHOTO_WECHAT_PAY_API_V3_KEY: z.string().regex(/^[\x21-\x7e]{32}$/, "must have 32 letters"),
  GRADPHOTO_WECHAT_PAY_PUBLIC_KEY_ID: z
    .string()
    .regex(/^PUB_KEY_ID_\w{1,100}$/, "must begin with PUB_KEY_ID_"),
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
