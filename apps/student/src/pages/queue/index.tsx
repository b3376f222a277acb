/** 扫码排号: this phone's number, the number called now, and the expected wait, in digits readable from afar. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { platform } from "../../platform/index.ts";
import { usePageParams } from "../../platform/navigation.ts";
import { newActKey } from "../../service/act-key.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { usePolling } from "../../service/use-polling.ts";
import { useWords, wordsOf } from "../../words/words.ts";

definePageConfig({ navigationBarTitleText: "扫码排号" });

const wordTable = wordsOf(
  {
    title: "扫码排号",
    day: (day: string) => `${day} 现场拍摄`,
    intro: "取一个号，在附近等候即可，轮到您时这里会提示。请先完成缴费和同意，并准备好采集码。",
    take: "取号",
    ownNumber: "我的号",
    now: "当前叫到",
    none: "尚未叫号",
    before: (count: number) =>
      count === 0 ? "前面没有人了，下一个就是您" : `前面还有 ${count} 人`,
    about: (minutes: number) => `大约还要等 ${minutes} 分钟`,
    called: "轮到您了，请到拍摄处，出示采集码。",
    missed: "您的号已叫过，请直接告诉现场老师。",
    cleared: "老师清空了排队，这个号不再有效，请重新取号。",
    waiting: (count: number) => (count === 0 ? "现在没有人在等" : `${count} 人在等`),
    closed: "现在不能取号：请在拍摄日当天、结束前来取。",
    saving: "刷新或关掉页面都不会丢号，用这部手机再扫一次即可看到。",
  },
  {
    title: "Queue number",
    day: (day) => `On-site day, ${day}`,
    intro:
      "Take a number and wait nearby; this page says when it is your turn. Please pay and agree before, and have your code ready.",
    take: "Take a number",
    ownNumber: "Your number",
    now: "Now called",
    none: "None yet",
    before: (count) => (count === 0 ? "Nobody is before you: you are next" : `${count} before you`),
    about: (minutes) =>
      minutes === 1 ? "About a minute to wait" : `About ${minutes} minutes to wait`,
    called: "It is your turn. Please come in and show your code.",
    missed: "Your number was called already. Please just tell the teacher on site.",
    cleared: "The line was cleared, and this number is void. Please take another one.",
    waiting: (count) =>
      count === 0 ? "Nobody waits now" : count === 1 ? "1 person waits" : `${count} people wait`,
    closed: "Numbers are given on the day itself, until it ends.",
    saving:
      "Your number stays when the page is closed: scan the code again with this phone to see it.",
  },
);

type Queue = RouteAnswer<"readSiteQueue">;

const pollEveryMs = 8000;

export default function QueuePage() {
  const words = useWords(wordTable);
  const link = usePageParams<"queue">()("link");
  const storeKey = `gradphoto-queue-${link.slice(0, 12)}`;
  const [ticketKey, setTicketKey] = useState(() => platform.store.read(storeKey));
  const queue = useAnswer("readSiteQueue", {
    query: { token: link, ...(ticketKey !== null && { ticketKey }) },
  });
  const act = useAct();
  const { value } = queue;
  usePolling(queue.refetch, pollEveryMs);
  const take = () =>
    act.run(async () => {
      // Stored before the request, so that a lost answer does not yield a second number.
      const key = ticketKey ?? newActKey();
      platform.store.write(storeKey, key);
      setTicketKey(key);
      const answer = await call("takeTicket", { body: { token: link, ticketKey: key } });
      if (!answer.ok) return answer.problem;
      queue.put(answer.value);
      return null;
    });
  return (
    <Page
      title={words.title}
      step={null}
      answer={<ProblemNotice problem={act.problem} />}
      foot={
        value?.isOpen &&
        (value.ticket === null || value.ticket.state === "cleared") && (
          <Button id="take-ticket" busy={act.busy} onTap={() => void take()}>
            {words.take}
          </Button>
        )
      }
    >
      <Loaded answer={queue}>{(value) => <Place queue={value} />}</Loaded>
    </Page>
  );
}

function Place({
  queue: { schoolName, day, nowCalled, waiting, isOpen, ticket: own },
}: {
  readonly queue: Queue;
}) {
  const words = useWords(wordTable);
  return (
    <>
      <div>
        <p className="quiet">{words.day(day)}</p>
        <h2 className="heading">{schoolName}</h2>
      </div>
      <div aria-live="assertive">
        {own?.state === "called" && (
          <Notice tone="success">
            <p className="heading" id="my-turn">
              {words.called}
            </p>
          </Notice>
        )}
        {own?.state === "cleared" && (
          <Notice tone="warning">
            <p className="heading" id="cleared">
              {words.cleared}
            </p>
          </Notice>
        )}
        {own?.state === "missed" && (
          <Notice tone="warning">
            <p className="heading" id="missed">
              {words.missed}
            </p>
          </Notice>
        )}
      </div>
      <div className="card site__places">
        {own && (
          <div className="site__place">
            <p className="quiet">{words.ownNumber}</p>
            <p className="site__number" id="my-number">
              {own.number}
            </p>
          </div>
        )}
        <div className="site__place">
          <p className="quiet">{words.now}</p>
          <p
            className={nowCalled === null ? "heading" : "site__number site__number--now"}
            id="now-called"
          >
            {nowCalled ?? words.none}
          </p>
        </div>
      </div>
      {own?.state === "waiting" && (
        <div className="card">
          <p className="heading" id="before">
            {words.before(own.aheadCount)}
          </p>
          {own.aboutMinutes !== null && <p className="text">{words.about(own.aboutMinutes)}</p>}
        </div>
      )}
      {own === null && (
        <>
          <p className="text">{isOpen ? words.intro : words.closed}</p>
          <p className="quiet">{words.waiting(waiting)}</p>
        </>
      )}
      {own !== null && own.state !== "cleared" && <p className="quiet">{words.saving}</p>}
    </>
  );
}
