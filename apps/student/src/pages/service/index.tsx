/** 服务内容: what the fee covers, the refund rule, and one consent for each recipient; 立即支付. */
import type { ConsentPurpose, PayProviderId } from "@gradphoto/domain";
import { isConsentPurpose } from "@gradphoto/domain";
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { platform } from "../../platform/index.ts";
import { goBack, openPage, replacePage, usePageParams } from "../../platform/navigation.ts";
import { newActKey } from "../../service/act-key.ts";
import { type MessageRequest, messageRequest } from "../../service/ask-for-messages.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { usePhotoDraft } from "../../state/photo-draft.ts";
import { isUnpaid, mayTry } from "../../way/may-try.ts";
import { yuan } from "../../words/amounts.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { Consents } from "./consents.tsx";
import { Covers } from "./covers.tsx";
import { PayWays } from "./pay-ways.tsx";
import { serviceWords } from "./service-words.ts";

definePageConfig({ navigationBarTitleText: "服务内容" });

/** Reminders of unfinished steps; other messages are requested when the photo is submitted. */
const isReminder = ({ template }: { readonly template: string }): boolean =>
  template === "unfinished" || template === "closes-soon";

type Content = RouteAnswer<"readServiceContent">;

export default function Service() {
  const words = useWords(serviceWords);
  const param = usePageParams<"service">();
  const collectionId = param("collectionId");
  const content = useAnswer("readServiceContent", { params: { collectionId } });
  const collection = useAnswer("readCollection", { params: { collectionId } });
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<"cancelled" | "refused" | null>(null);
  const act = useAct();
  const [draft] = usePhotoDraft(collectionId);
  const missing = (content.value?.consents ?? []).filter(
    ({ purpose, grantedAt, requiredForPhoto }) =>
      requiredForPhoto && grantedAt === null && !ticked.includes(purpose),
  );
  const unpaid = isUnpaid(collection.value);
  const translate = useTranslate();
  const offered = useAnswer(
    "listPayProviders",
    unpaid ? { query: { channel: platform.payChannel } } : null,
  );
  const providers = offered.value?.providers ?? [];
  const [chosen, setChosen] = useState<PayProviderId | null>(null);
  const chosenProvider = providers.find(({ provider }) => provider === chosen) ?? providers[0];
  const payWords = (feeFen: number) => (feeFen === 0 ? words.free : words.pay(yuan(feeFen)));
  const messages = useAnswer(
    "listMessageTemplates",
    platform.signInBy === "wechat" && unpaid ? {} : null,
  );
  const request = unpaid ? messageRequest(messages, isReminder) : async () => {};
  const goOn = (requestMessages: MessageRequest) =>
    act.run(async () => {
      // A refusal of messages does not block the payment.
      await requestMessages();
      setRefused(null);
      const { value } = content;
      if (!value) return null;
      const problem = await agree(collectionId, value, ticked);
      if (problem) return problem;
      if (!unpaid) {
        // Opened by a page that waits for the consent, or in the flow to the photo.
        if (param("back") === "page") goBack();
        else replacePage("rules", { collectionId });
        return null;
      }
      if (!chosenProvider) return null;
      const idempotencyKey = newActKey();
      const page = { collectionId };
      const body = { channel: platform.payChannel, provider: chosenProvider.provider };
      const started = await call("startOrder", { params: { collectionId }, body, idempotencyKey });
      if (!started.ok) {
        if (started.problem.code === "order-already-paid") await collection.refetch();
        return started.problem;
      }
      const { action } = started.value;
      const outcome = action ? await platform.pay(action) : "answered";
      if (outcome === "left") return null;
      if (outcome === "cancelled" || outcome === "refused") setRefused(outcome);
      else
        openPage("payment", {
          ...page,
          ...(outcome === "answered" ? { answered: "yes" } : outcome),
        });
      return null;
    });
  return (
    <Page
      title={words.title}
      step={unpaid ? 1 : 2}
      answer={
        <>
          {refused && (
            <Notice tone="warning">
              {refused === "cancelled"
                ? words.cancelled
                : words.refused(chosenProvider ? translate(chosenProvider.label) : "")}
            </Notice>
          )}
          <ProblemNotice problem={act.problem} />
        </>
      }
      foot={
        content.value && (
          <>
            {missing.length > 0 && <p className="quiet center">{words.missing(missing.length)}</p>}
            <Button
              id="pay"
              busy={act.busy}
              off={
                missing.length > 0 || !collection.value || !request || (unpaid && !chosenProvider)
              }
              onTap={() => request && void goOn(request)}
            >
              {unpaid ? payWords(content.value.feeFen) : words.goOn}
            </Button>
          </>
        )
      }
    >
      <Loaded answer={content}>
        {(value) => (
          <>
            {unpaid && draft && (
              <Notice
                action={{
                  label: words.seeTried,
                  onTap: () => openPage("preview", { collectionId }),
                }}
              >
                {words.tried}
              </Notice>
            )}
            {!draft && mayTry(collection.value) && (
              <Notice
                action={{ label: words.tryFirst, onTap: () => openPage("rules", { collectionId }) }}
              >
                {words.tryAbout}
              </Notice>
            )}
            <Covers
              content={value}
              attemptsLimit={collection.value?.project.attemptsLimit ?? null}
            />
            {unpaid && value.feeFen > 0 && providers.length > 1 && (
              <PayWays
                providers={providers}
                chosen={chosenProvider?.provider ?? null}
                onChoose={setChosen}
              />
            )}
            <Consents
              consents={value.consents}
              ticked={ticked}
              onTick={(purpose) =>
                setTicked(
                  ticked.includes(purpose)
                    ? ticked.filter((one) => one !== purpose)
                    : [...ticked, purpose],
                )
              }
            />
          </>
        )}
      </Loaded>
      <ProblemNotice problem={offered.problem} />
    </Page>
  );
}

/** Records each ticked consent that is not given yet, with the wording that was read. */
async function agree(
  collectionId: string,
  content: Content,
  ticked: readonly string[],
): Promise<Problem | null> {
  const consents = content.consents.flatMap(
    ({ purpose, version, grantedAt }): { purpose: ConsentPurpose; version: string }[] =>
      grantedAt === null && ticked.includes(purpose) && isConsentPurpose(purpose)
        ? [{ purpose, version }]
        : [],
  );
  if (consents.length === 0) return null;
  const answer = await call("giveConsents", { params: { collectionId }, body: { consents } });
  return answer.ok ? null : answer.problem;
}
