/** 联系客服: hotline with its hours, WeChat's contact in the mini-program, and what to have ready. */
import { Facts } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { platform } from "../../platform/index.ts";
import { usePageParams } from "../../platform/navigation.ts";
import { ContactButton, hasContactButton } from "../../platform/wechat-components.tsx";
import { useAnswer } from "../../service/use-answer.ts";
import { lastHotline, useStoredHotline } from "../../state/hotline.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";

definePageConfig({ navigationBarTitleText: "联系客服" });

const wordTable = wordsOf(
  {
    title: "联系客服",
    intro: "遇到学校查不到、信息有误、想更换审核中的照片或退款，请联系我们。",
    hotline: "客服电话",
    hours: "服务时间",
    call: "拨打电话",
    chat: "微信客服",
    ready: "请准备好",
    items: ["您的手机号", "学校与学历类别", "遇到问题的页面或提示"],
    never: "客服不会索要您的证件号、短信验证码或采集码图片。",
  },
  {
    title: "Customer service",
    intro:
      "Please contact us if your school is not found, data are wrong, or you want to change a photo in review or have a refund.",
    hotline: "Hotline",
    hours: "Hours",
    call: "Call",
    chat: "WeChat chat",
    ready: "Please have ready",
    items: ["Your phone number", "Your school and category", "The page or the words you saw"],
    never: "We never ask for your ID number, SMS codes or the picture of your collection code.",
  },
);

export default function Contact() {
  const words = useWords(wordTable);
  const translate = useTranslate();
  const collectionId = usePageParams<"contact">()("collectionId");
  // Contact of the project where it has one, otherwise of the product.
  const collection = useAnswer(
    "readCollection",
    collectionId === "" ? null : { params: { collectionId } },
  );
  const general = useAnswer("findSchools", { query: { query: "大学", limit: 1 } });
  const service = collection.value?.project.customerService ?? general.value?.customerService;
  useStoredHotline(service?.hotline);
  const hotline = service?.hotline ?? lastHotline();
  return (
    <Page
      title={words.title}
      step={null}
      foot={
        (hotline !== null || hasContactButton) && (
          <>
            <ContactButton>{words.chat}</ContactButton>
            {hotline !== null && (
              <Button icon="phone" onTap={() => platform.call(hotline)}>
                {words.call}
              </Button>
            )}
          </>
        )
      }
    >
      <p className="text">{words.intro}</p>
      {hotline !== null ? (
        <div className="card">
          <Facts
            rows={[
              [words.hotline, hotline],
              [words.hours, service ? translate(service.hours) || null : null],
            ]}
          />
        </div>
      ) : (
        <Loaded answer={general}>{() => null}</Loaded>
      )}
      <section className="card">
        <h2 className="heading">{words.ready}</h2>
        <ul className="numbered">
          {words.items.map((item) => (
            <li key={item} className="text">
              · {item}
            </li>
          ))}
        </ul>
        <p className="quiet">{words.never}</p>
      </section>
    </Page>
  );
}
