/** Chapter three: the consents, and the payment cancelled and made. */
import { z } from "zod";
import type { Flow, Setting } from "./story.ts";

const books = z.object({ paidFen: z.number() });

export async function agreeAndPay(flow: Flow, { wechat, world }: Setting): Promise<void> {
  const paidFen = async () => books.parse(await world.control("GET", "/pay/books")).paidFen;
  await flow("every consent is asked for on its own before anything can be paid", async () => {
    await wechat.tap("go-on");
    await wechat.arriveAt("service");
    await wechat.see(/还有 \d+ 项需要您确认/);
    const ticks = wechat.page.locator(".wx-page").last().locator(".tick");
    await wechat.picture("service");
    for (let index = 0; index < (await ticks.count()); index++) await ticks.nth(index).tap();
  });
  await flow("a cancelled payment is told as such, and nothing was charged", async () => {
    const { requestPayment } = wechat.answers;
    wechat.answers.requestPayment = () => ({ fail: "fail cancel" });
    await wechat.tap("pay");
    await wechat.see("您取消了支付，没有扣款。准备好后可再次点击立即支付。");
    if ((await paidFen()) !== 0) throw new Error("Something was paid");
    if (requestPayment) wechat.answers.requestPayment = requestPayment;
  });
  await flow("the payment is made, and its truth comes from the service", async () => {
    await wechat.tap("pay");
    await wechat.arriveAt("payment");
    await wechat.see("支付成功，可以拍照了。");
    if ((await paidFen()) === 0) throw new Error("Nothing was paid");
    await wechat.picture("payment");
    await wechat.tap("go-photo");
    await wechat.arriveAt("rules");
    await wechat.see("不可上传自拍照，必须请他人持手机为您拍摄。");
    await wechat.picture("rules");
  });
}
