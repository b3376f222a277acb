/** Ledger: the balance of each account, and all its entries. */
import { ledgerList } from "@gradphoto/domain";
import { yuan } from "../lib/amounts.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { ListSums } from "../parts/list-sums.tsx";
import { Page } from "../parts/page.tsx";
import { ShortId } from "../parts/short-id.tsx";
import { financeWords } from "./finance-words.ts";

export default function LedgerPage() {
  const t = useWords(financeWords);
  const translate = useTranslate();
  return (
    <Page title={t.ledger} about={t.ledgerAbout}>
      <DataList
        list={ledgerList}
        inputOf={(query) => ({ query })}
        rowsOf={({ entries }) => entries}
        cells={{ outTradeNo: ({ outTradeNo }) => <ShortId id={outTradeNo} /> }}
        above={({ balance }) => (
          <ListSums
            sums={balance.map(({ label, amountFen }) => [
              translate(label),
              `${yuan(Math.abs(amountFen))} ${amountFen > 0 ? t.debit : amountFen < 0 ? t.credit : ""}`,
            ])}
          />
        )}
      />
    </Page>
  );
}
