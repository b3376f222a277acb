/** Last deliveries of a school's webhooks, with status and answer, and their replay. */
import { webhookDeliveryList } from "@gradphoto/domain";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";

const words = wordsOf(
  {
    title: "推送记录",
    about: "最近 30 天。推送每分钟一次；未送达的可以重新推送。",
    back: "返回推送",
    replay: "重新推送",
    replaySure: "一分钟内再推送一次，webhook-id 不变，对方按编号识别。",
  },
  {
    title: "Deliveries",
    about: "The last 30 days. Pushes run once a minute. What was not delivered can be replayed.",
    back: "Back to webhooks",
    replay: "Replay",
    replaySure:
      "Delivers it once more within a minute, with the same webhook-id, by which the receiver recognizes it.",
  },
);

export default function DeliveriesPage() {
  const t = useWords(words);
  const invalidate = useInvalidate();
  return (
    <Page title={t.title} about={t.about} back={{ to: "/webhooks", words: t.back }}>
      <DataList
        list={webhookDeliveryList}
        inputOf={(query) => ({ query })}
        rowsOf={({ deliveries }) => deliveries}
        refreshes
        cells={{
          actions: ({ deliveryId, mayReplay }) =>
            mayReplay && (
              <ConfirmDialog
                label={t.replay}
                question={t.replaySure}
                route="replayWebhookDelivery"
                input={{ params: { deliveryId } }}
                done={() => invalidate("listWebhookDeliveries")}
              />
            ),
        }}
      />
    </Page>
  );
}
