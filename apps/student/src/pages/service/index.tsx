/** 服务内容: what the fee covers, the refund rule, and one consent for each recipient; 立即支付. */
import type { ConsentPurpose } from "@gradphoto/domain";
import { isConsentPurpose } from "@gradphoto/domain";
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { platform } from "../../platform/index.ts";
import { openPage, pathOf, replacePage, usePageParams } from "../../platform/navigation.ts";
import { newActKey } from "../../service/act-key.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { nextStepOf } from "../../way/next-step.ts";
import { yuan } from "../../words/amounts.ts";
import { useWords } from "../../words/words.ts";
import { Consents } from "./consents.tsx";
import { Covers } from "./covers.tsx";
import { serviceWords } from "./service-words.ts";

type Content = RouteAnswer<"readServiceContent">;

export default function Service() {
  const words = useWords(serviceWords);
  const param = usePageParams();
  const collectionId = param("collectionId");
  const content = useAnswer("readServiceContent", { params: { collectionId } });
  const collection = useAnswer("readCollection", { params: { collectionId } });
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<"cancelled" | "refused" | null>(null);
  const act = useAct();
  const missing = (content.value?.consents ?? []).filter(
    ({ purpose, givenAt, requiredForPhoto }) => requiredForPhoto && givenAt === null && !ticked.includes(purpose),
  );
  const unpaid = nextStepOf(collection.value?.state ?? "").page === "service";
  const goOn = () =>
    act.run(async () => {
      setRefused(null);
      const { value } = content;
      if (!value) return null;
      const problem = await agree(collectionId, value, ticked);
      if (problem) return problem;
      if (!unpaid) {
        replacePage("rules", { collectionId });
        return null;
      }
      const idempotencyKey = newActKey();
      const body = { channel: platform.payChannel };
      const started = await call("startOrder", { params: { collectionId }, body, idempotencyKey });
      if (!started.ok) {
        if (started.problem.code === "order-already-paid") await collection.refetch();
        return started.problem;
      }
      const { order } = started.value;
      const page = { collectionId, ...(order && { orderId: order.orderId }) };
      const outcome = order ? await platform.pay(started.value, pathOf("payment", page)) : "asked";
      if (outcome === "left") return null;
      if (outcome === "cancelled" || outcome === "refused") setRefused(outcome);
      else openPage("payment", outcome === "asked" ? page : { ...page, codeText: outcome.codeText });
      return null;
    });
  return (
    <Page
      title={words.title}
      step={unpaid ? 1 : 2}
      foot={
        content.value && (
          <>
            {missing.length > 0 && <p className="quiet center">{words.missing(missing.length)}</p>}
            <Button id="pay" busy={act.busy} off={missing.length > 0 || !collection.value} onTap={() => void goOn()}>
              {unpaid ? words.pay(yuan(content.value.feeFen)) : words.goOn}
            </Button>
          </>
        )
      }
    >
      <Loaded shown={content}>
        {(value) => (
          <>
            <Covers content={value} />
            <Consents
              consents={value.consents}
              ticked={ticked}
              onTick={(purpose) =>
                setTicked(ticked.includes(purpose) ? ticked.filter((given) => given !== purpose) : [...ticked, purpose])
              }
            />
          </>
        )}
      </Loaded>
      {refused && <Notice tone="warning">{words[refused]}</Notice>}
      <ProblemNotice problem={act.problem} />
    </Page>
  );
}

/** Gives what was ticked and is not given yet, each in the wording that was read. */
async function agree(collectionId: string, content: Content, ticked: readonly string[]): Promise<Problem | null> {
  const consents = content.consents.flatMap(
    ({ purpose, version, givenAt }): { purpose: ConsentPurpose; version: string }[] =>
      givenAt === null && ticked.includes(purpose) && isConsentPurpose(purpose) ? [{ purpose, version }] : [],
  );
  if (consents.length === 0) return null;
  const answer = await call("giveConsents", { params: { collectionId }, body: { consents } });
  return answer.ok ? null : answer.problem;
}
