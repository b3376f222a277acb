/** Payment status from the service, which queries the provider; then invoice and refund. */
import { awaitsPayment, isOrderState } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { QrCode } from "../../parts/qr-code.tsx";
import { replacePage, usePageParams } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { usePolling } from "../../service/use-polling.ts";
import { useWatchedCollection } from "../../service/use-watched-collection.ts";
import { usePhotoDraft } from "../../state/photo-draft.ts";
import { nextStepOf } from "../../way/next-step.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { OrderCard } from "./order-card.tsx";
import { paymentWords } from "./payment-words.ts";

definePageConfig({ navigationBarTitleText: "订单" });

type Orders = RouteAnswer<"readCollectionOrders">;

/**
 * Interval of queries about an open order, its upper limit, and the number of queries before the student must retry.
 */
const pollEveryMs = 2000;
const pollUpToMs = 10_000;
const pollTimes = 20;

const openOrderOf = (orders: Orders | null) =>
  orders?.orders.find(({ state }) => isOrderState(state) && awaitsPayment(state));

export default function Payment() {
  const words = useWords(paymentWords);
  const param = usePageParams<"payment">();
  const collectionId = param("collectionId");
  const params = { collectionId };
  const collection = useAnswer("readCollection", { params });
  const orders = useAnswer("readCollectionOrders", { params });
  const [draft] = usePhotoDraft(collectionId);
  const act = useAct();
  const open = openOrderOf(orders.value);
  const [pollCount, setPollCount] = useState(0);
  const request = async () => {
    setPollCount((previous) => previous + 1);
    if (!open) return null;
    const answer = await call("readOrder", { params: { orderId: open.orderId } });
    if (!answer.ok) return answer.problem;
    if (answer.value.state !== open.state) {
      await Promise.all([orders.refetch(), collection.refetch()]);
    }
    return null;
  };
  const [isStillOpen, setStillOpen] = useState(false);
  const pollByTap = () => {
    setStillOpen(false);
    void act.run(async () => {
      const problem = await request();
      setStillOpen(problem === null);
      return problem;
    });
  };
  const latestPoll = useRef(request);
  latestPoll.current = request;
  const openOrderId = open?.orderId;
  useEffect(() => {
    if (openOrderId !== undefined) void latestPoll.current();
  }, [openOrderId]);
  usePolling(request, open && pollCount <= pollTimes ? pollEveryMs : null, pollUpToMs);
  // The service may push the provider's result before the next query.
  const { movedAt } = useWatchedCollection(collectionId, open !== null) ?? {};
  useEffect(() => {
    if (movedAt !== undefined) void latestPoll.current();
  }, [movedAt]);
  const { step, page: next } = nextStepOf(collection.value?.state ?? "");
  const paid =
    orders.value?.orders.some(({ paidAt, counts }) => paidAt !== null && counts) ?? false;
  // The order may have been settled between the two answers.
  const { refetch: refetchState } = collection;
  const isStepDone = paid && next === "service";
  useEffect(() => {
    if (isStepDone) void refetchState();
  }, [isStepDone, refetchState]);
  const codeText = param("codeText");
  const isFree = collection.value?.feeFen === 0;
  // Otherwise the page serves as the order's receipt.
  const isResult =
    open !== undefined || codeText !== "" || param("answered") !== "" || (paid && next === "rules");
  const openWords =
    codeText !== "" ? words.scan : param("answered") !== "" ? words.waiting : words.unfinished;
  // Most students who come back without an answer have cancelled.
  const isUnfinished = open !== undefined && openWords === words.unfinished;
  const translate = useTranslate();
  const provider = open ? translate(open.providerLabel) : "";
  return (
    <Page
      title={isResult ? words.result : words.title}
      step={collection.value && step}
      answer={
        <>
          {isStillOpen && open && <Notice>{words.stillOpen(provider)}</Notice>}
          <ProblemNotice problem={act.problem} />
        </>
      }
      foot={
        (open || next === "service" || next === "rules") && (
          <>
            {open && (
              <Button
                id="ask-again"
                kind={isUnfinished ? "second" : "primary"}
                busy={act.busy}
                onTap={pollByTap}
              >
                {words.scheduleQuery}
              </Button>
            )}
            {next === "service" && !paid && (
              <Button
                id="pay-again"
                kind={open && !isUnfinished ? "second" : "primary"}
                onTap={() => replacePage("service", params)}
              >
                {orders.value?.orders.length
                  ? words.retryPayment
                  : isFree
                    ? words.confirm
                    : words.pay}
              </Button>
            )}
            {next === "rules" && draft && (
              <Button id="go-tried" onTap={() => replacePage("preview", params)}>
                {words.goTried}
              </Button>
            )}
            {next === "rules" && draft !== undefined && (
              <Button
                id="go-photo"
                kind={draft ? "second" : "primary"}
                onTap={() => replacePage("rules", params)}
              >
                {words.goPhoto}
              </Button>
            )}
          </>
        )
      }
    >
      {paid && next === "rules" && <Notice tone="success">{words.paid}</Notice>}
      {open && <Notice tone={isUnfinished ? "warning" : "info"}>{openWords(provider)}</Notice>}
      {open && codeText !== "" && <QrCode text={codeText} label={words.scan(provider)} />}
      <Loaded answer={orders}>
        {(value) =>
          value.orders.length === 0 ? (
            <Notice>{next === "service" && !isFree ? words.none : words.free}</Notice>
          ) : (
            [...value.orders]
              .reverse()
              .map((order) => (
                <OrderCard
                  key={order.orderId}
                  order={order}
                  refundable={value.refundable}
                  refundRule={value.refundRule}
                  onChange={() => void orders.refetch()}
                />
              ))
          )
        }
      </Loaded>
    </Page>
  );
}
