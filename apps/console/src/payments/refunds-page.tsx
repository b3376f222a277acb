/** Refunds, and deciding those that a student asked for or that wait for a second person. */
import { refundList } from "@gradphoto/domain";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";
import { ShortId } from "../parts/short-id.tsx";
import { DecideRefund } from "./decide-refund.tsx";
import { financeWords } from "./finance-words.ts";

export default function RefundsPage() {
  const t = useWords(financeWords);
  const invalidate = useInvalidate();
  const done = (): void => invalidate("listRefunds");
  return (
    <Page title={t.refunds} about={t.refundsAbout}>
      <DataList
        list={refundList}
        inputOf={(query) => ({ query })}
        rowsOf={({ refunds }) => refunds}
        cells={{
          outTradeNo: ({ outTradeNo }) => <ShortId id={outTradeNo} />,
          actions: (refund) => <DecideRefund refund={refund} done={done} />,
        }}
      />
    </Page>
  );
}
