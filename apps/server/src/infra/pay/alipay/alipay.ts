/** Alipay as one of the payment providers: its settings, and the provider opened with them. */
import { z } from "zod";
import { adapter, httpUrl } from "../../adapter.ts";
import { piecesOf } from "../../read-limited.ts";
import {
  billTimeoutMs,
  type OrderRequest,
  type PayAnswer,
  type PayProvider,
  type PayProviderDeps,
  type RefundNumbers,
  type RefundTruth,
  unavailable,
} from "../pay-provider.ts";
import { privateKeyPem, publicKeyPem } from "../pem.ts";
import { BrokenBillError, type TradeBill, withBrokenBillErrors } from "../trade-bill.ts";
import {
  billSchema,
  orderTruthSchema,
  refundSchema,
  textOfMoment,
  yuanOf,
} from "./alipay-answers.ts";
import { createGateway, type GatewayOptions } from "./gateway.ts";
import { createReadNotification } from "./read-notification.ts";
import { readTradeBill } from "./read-trade-bill.ts";

type HttpAlipayOptions = GatewayOptions & PayProviderDeps;

/** Maximum compressed size, enough for a daily bill of millions of payments. */
const maxBillBytes = 1024 ** 3;
/** Alipay's limit in characters. It refuses the characters below. */
const subjectLength = 256;
const refusedMarks = /[/=&]/g;

const anything = z.unknown().transform(() => null);

/**
 * Creates the client of Alipay's mobile web payment and gateway. It maps the operations of the port to Alipay's
 * methods.
 */
function createHttpAlipay(options: HttpAlipayOptions): PayProvider {
  const { merchant, notifyUrl, gatewayUrl } = options;
  const { appId, sellerId } = merchant;
  const { sdk, stamp, request } = createGateway(options);

  /** Returns the address of the payment page without a request: Alipay learns of the order when the payer opens it. */
  const pageOf = (order: OrderRequest): string =>
    sdk.pageExecute("alipay.trade.wap.pay", "GET", {
      ...stamp(),
      notifyUrl,
      ...(order.returnUrl !== null && { returnUrl: order.returnUrl }),
      bizContent: {
        out_trade_no: order.outTradeNo,
        total_amount: yuanOf(order.amountFen),
        subject: [...order.description.replace(refusedMarks, " ")].slice(0, subjectLength).join(""),
        product_code: "QUICK_WAP_WAY",
        time_expire: textOfMoment(order.expiresAt),
        ...(order.returnUrl !== null && { quit_url: order.returnUrl }),
      },
    });

  async function queryRefund({
    outTradeNo,
    outRefundNo,
  }: RefundNumbers): Promise<PayAnswer<RefundTruth>> {
    const content = {
      out_trade_no: outTradeNo,
      out_request_no: outRefundNo,
      query_options: ["gmt_refund_pay"],
    };
    const answer = await request("alipay.trade.fastpay.refund.query", content, refundSchema);
    if (!answer.ok) return answer;
    return answer.value ? { ok: true, value: answer.value } : { ok: false, refusal: "not-found" };
  }

  /** Downloads the file from a host of Alipay. Its address was signed. */
  async function* download(address: string): TradeBill {
    const url = new URL(address);
    // Alipay returns an http address even if the host serves https.
    if (gatewayUrl.startsWith("https:")) url.protocol = "https:";
    const signal = AbortSignal.timeout(billTimeoutMs);
    const response = await fetch(url, { redirect: "error", signal });
    if (!response.ok) throw new BrokenBillError(`Alipay answers ${response.status} for its bill`);
    yield* readTradeBill(piecesOf(response, maxBillBytes, signal));
  }

  return {
    merchant: sellerId,
    appOf: (channel) => (channel === "h5" ? { appid: appId, namesPayer: false } : null),
    start: async (order) => ({
      ok: true,
      value: { action: { kind: "redirect", url: pageOf(order) }, stateToSave: null },
    }),
    query: (outTradeNo) =>
      request(
        "alipay.trade.query",
        { out_trade_no: outTradeNo },
        orderTruthSchema(sellerId, appId),
      ),
    close: (outTradeNo) => request("alipay.trade.close", { out_trade_no: outTradeNo }, anything),
    refund: async ({ outTradeNo, outRefundNo, refundFen }) => {
      const content = {
        out_trade_no: outTradeNo,
        out_request_no: outRefundNo,
        refund_amount: yuanOf(refundFen),
      };
      const answer = await request("alipay.trade.refund", content, anything);
      if (!answer.ok) return answer;
      // The answer contains the total refunded for the order; only a query returns this refund.
      const truth = await queryRefund({ outTradeNo, outRefundNo });
      return truth.ok || truth.refusal !== "not-found" ? truth : unavailable;
    },
    queryRefund,
    readBill: async (day) => {
      const bill = await request(
        "alipay.data.dataservice.bill.downloadurl.query",
        { bill_type: "trade", bill_date: day },
        billSchema,
      );
      return bill.ok
        ? { ok: true, value: withBrokenBillErrors(download(bill.value.bill_download_url)) }
        : bill;
    },
    readNotification: createReadNotification(sdk, merchant),
    thanks: { status: 200, text: "success" },
  };
}

/** Keys that the sandbox accepts as the merchant's and signs with; production refuses them. */
const developmentAlipayKeys = {
  merchantPrivateKey: `-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDUdvdRkMsbk2Oo
8+qIGhjJjDwHJerLAct3Rl61JIU7scf7Xqlvb69uFgzf2poIpXLrZScaQLM9ryvN
9uxUfvUAGd3L8RvA73y/4LyKqUoleCZ0Dv9aXT581roWXw0PgEW9ddRXP9Mm0T4o
TPd3lC6tdtbHYzyFXOVWVsi7XlIQOEt6s++XS2abdBDRgIdXuagJZGbvJ9oojce2
hmufQk4+RiEXiVMvXSkPzwsHAJ8IBf4abGxSGYZAggGveVxrunmP/x98qO5JIDEZ
djpqx0INzHLy41mwtZG1Xn/qB917zgalUjFEAxBwf2Lca05vF7R2hiWLT9ZAsvM2
XThoN2GxAgMBAAECggEADmlW54kWI9PUrN1FrW9yuroYyMXXRiekIt4qtqgIYwcR
OPFf9hN573JOs4D3FYrOb53j//1/Qvn+s0jyWR1m9jeq8iZTwvujpzrB4zhuM3ox
xonNY5ZjUpG4m+Oc5c4mPN6RFY16X73N9Osalpl+LI087peiP2wQkNGQalgwohGl
1mNcnnQRzz8ecoR3n8Q8ixYjwdNa23iX1VAt1UEXY6wCUZX88W7kjY+eByePRBDH
kSGAEsP+BOQNZX57hGScxeZ1BaQaZdbZtpL/qldCru6ejTXpHHLTADfYqzFM7d+s
M1Yy9Nq76eZdguJYdH95glpdDabhHc+ncbEK714ReQKBgQDqOsk7RCzDndg5P+QU
ZWNuVcpNrApXaiNfltQ7ZfjrxyaykBv6Uu6WVi/woroYNDjAb3ysLB9UyrFZONnG
P4vkC/GrXiv5ISdGtvVqeQXxXZTWiTTmEA+IAQU2H6TX9809PsnZQ7zIeh+x2js+
5bWrJL3UDwj8h4xKjjwJ9JlUaQKBgQDoNk9LtIpY0/ZfoHlGtntwKxnNP4JzrEkW
x29DRINyVH1OzpaSOvqrx0vIWWaWDVnexnAnGavbcejMtln2TvUm8GXxIwmdLBq3
d4vrj1AU3W9knrF+FKYZMXXO2GO/r/rhMrzu9vwVz1s2Ptfhlyo4CICBHBvYezig
PlAB7yLaCQKBgQDnhUHg9gs1NDFErVV5n5n/tobn7XSvYPckBgczyyCXlVs3xuAQ
t6ajLP/n4EEHqZ6q/8gAuwAhJNTV9y6zGZ7hw7iWBdh7QPz8ld3Q510rba+vuyFx
glCHw1JuZCrhWkwhDI4h1iWlF6l6d9Z13kKKrx9/m3jre+P80cigoohoeQKBgGQU
9Dw2xeHfCTLR4TM+9xizGt3BX6InQSEWN7gQUW73R0Kt+2tvDBb5QIpLLdHCU1eW
w0O25sEf6SxB86gbA8ISnn09kqkxFxq35ZBTJjq37Yi6dNlYYPY+wP2zedpmKITi
71c3EBL+WduZXkYWdtXLpEcBLGczRIacFLOgs66xAoGBAKYe6PAUXkbdhoRr6GH1
LD8zSspyqz3uwMcmi8u77MfXp+V7VRX3ToWl7EhCgGSSGZaGsFLIjzyn9fZB2ucl
qapNz5Rcq2EahoIb3/ZEg0QEAksQI9NCRGMrv1GhXrTeh1OV5B5Haeq3mBPJd95d
tJyk5VFbOLRPuyxLvnkGk8ee
-----END PRIVATE KEY-----
`,
  alipayPublicKey: `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmw43XTcCRzxjmYLRPBhC
WiU4eTQ0ZjgkAVvc/XkR22FdCLbxBT0l0mg5pkWXmUD0hQwgxTqsDptkHq7bSTik
nnrVsze0w2DXl7fO2tAZ8lDd1iofBSSlmXuC/+Fl/0QU7TV9dkDLINox5Cro9/cs
x2l71g9bG4rKfqHq6QVZwRS7FCZq32iq9IEHYIQEDUOevl2rOGn0UL98SGkpKhtP
rqsr8Bg2wJEV+B/1NXyPhr6uZtEVrKOODalQQ9LRWmV5Dz4dS0Ei566pmguQUf3O
fYxfYnJCMWYTEedsCdbULJ31RNI1+3mJUpgmV4n49gIMFAxx1zsmN26rdKt3TssQ
uwIDAQAB
-----END PUBLIC KEY-----
`,
} as const;

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
