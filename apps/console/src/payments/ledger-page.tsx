/** Ledger: the balance of each account, and all its entries. */
import { ledgerList } from "@gradphoto/domain";
import { Flex, Statistic } from "antd";
import { yuan } from "../lib/amounts.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
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
          <Flex gap={48} wrap>
            {balance.map(({ account, label, amountFen }) => (
              <Statistic
                key={account}
                title={translate(label)}
                value={yuan(Math.abs(amountFen))}
                suffix={amountFen > 0 ? t.debit : amountFen < 0 ? t.credit : ""}
              />
            ))}
          </Flex>
        )}
      />
    </Page>
  );
}
