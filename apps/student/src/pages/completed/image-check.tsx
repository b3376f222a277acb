/** 图像校对: link to CHSI, the day by which the school wants the photo confirmed there, and a reminder message. */
import { beijingDay } from "@gradphoto/domain";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { isWechat, platform } from "../../platform/index.ts";
import { askForMessages } from "../../service/ask-for-messages.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { monthAndDay, useUntil } from "../../words/amounts.ts";
import { useWords, wordsOf } from "../../words/words.ts";

const wordTable = wordsOf(
  {
    noDay: "请按学校要求的时间登录学信网完成“图像校对”，确认照片与信息无误。",
    by: (day: string) => `请于 ${monthAndDay(day)}前到学信网完成图像校对，确认照片与信息无误。`,
    over: (day: string) => `图像校对已于 ${monthAndDay(day)}截止。如果还没有校对，请尽快联系学校。`,
    remind: "到期前在微信提醒我",
    bySms: "没有允许微信通知也没关系：到期前会发短信提醒您。",
    willRemind: "到期前会在微信提醒您。",
    open: isWechat ? "复制学信网网址" : "去学信网校对",
  },
  {
    noDay:
      "Please sign in at CHSI within the time your school sets and confirm the picture there (图像校对).",
    by: (day) =>
      `Please sign in at CHSI by ${beijingDay(day)} and confirm there that photo and data are right (图像校对).`,
    over: (day) =>
      `The time to confirm the picture at CHSI (图像校对) ended on ${beijingDay(day)}. If you have not, please ask your school at once.`,
    remind: "Remind me in WeChat before that",
    bySms: "Without messages in WeChat a text message reminds you before that day.",
    willRemind: "WeChat reminds you before that day.",
    open: isWechat ? "Copy the address of CHSI" : "Go to CHSI",
  },
);

const template = "image-check";
/** Where graduates sign in at CHSI. */
const chsiUrl = "https://my.chsi.com.cn/";

/** `by`: the end of the day; null: the school names none. */
export function ImageCheck({ by }: { readonly by: string | null }) {
  const words = useWords(wordTable);
  const until = useUntil();
  const over = by !== null && Date.parse(by) <= Date.now();
  const messages = useAnswer(
    "listMessageTemplates",
    platform.signInBy === "wechat" && by !== null && !over ? {} : null,
  );
  const act = useAct();
  const [hasRequested, setHasRequested] = useState(false);
  const own = (messages.value?.templates ?? []).filter((listed) => listed.template === template);
  const allowed = own.some(({ credits }) => credits > 0);
  const toChsi = { label: words.open, onTap: () => platform.openSite(chsiUrl) };
  if (by === null || over) {
    return (
      <Notice tone="warning" action={toChsi}>
        {by === null ? words.noDay : words.over(by)}
      </Notice>
    );
  }
  const remind = () =>
    void act.run(async () => {
      await askForMessages({ templates: own });
      await messages.refetch();
      setHasRequested(true);
      return null;
    });
  return (
    <Notice tone="warning" action={toChsi}>
      <p className="text" id="image-check">
        {words.by(by)}
      </p>
      <p className="quiet">{until(by)}</p>
      {allowed && <p className="quiet">{words.willRemind}</p>}
      {hasRequested && !allowed && <p className="quiet">{words.bySms}</p>}
      {own.length > 0 && !allowed && !hasRequested && (
        <Button kind="link" onTap={remind}>
          {words.remind}
        </Button>
      )}
    </Notice>
  );
}
