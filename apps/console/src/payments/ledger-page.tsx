/** The ledger: what each account holds, and every entry behind it. */
import { allLedgerAccounts, ledgerAccounts } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Flex, Statistic } from "antd";
import { moment, yuan } from "../lib/amounts.ts";
import { useSay, useWords } from "../lib/words.ts";
import type { Column } from "../parts/data-list/columns.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { pageQuery } from "../parts/data-list/page-query.ts";
import { ExportButton } from "../parts/export-button.tsx";
import { Page } from "../parts/page.tsx";
import { financeWords } from "./finance-words.ts";

type Entry = RouteAnswer<"listLedger">["entries"][number];

export default function LedgerPage() {
  const t = useWords(financeWords);
  const say = useSay();
  const columns: readonly Column<Entry>[] = [
    { key: "at", title: { zh: "时间", en: "Time" }, show: ({ at }) => moment(at) },
    { key: "kind", title: { zh: "业务", en: "Kind" }, show: ({ kindLabel }) => say(kindLabel) },
    { key: "account", title: { zh: "科目", en: "Account" }, show: ({ accountLabel }) => say(accountLabel) },
    { key: "amount", title: { zh: "金额", en: "Amount" }, number: true, show: ({ amountFen }) => yuan(amountFen) },
    { key: "order", title: { zh: "商户订单号", en: "Order number" }, show: ({ outTradeNo }) => outTradeNo },
    {
      key: "transaction",
      title: { zh: "凭证", en: "Transaction" },
      number: true,
      show: ({ transactionId }) => transactionId,
    },
  ];
  return (
    <Page title={t.ledger} about={t.ledgerAbout}>
      <DataList
        list="ledger"
        route="listLedger"
        inputOf={({ filters: { account, ...days }, limit, after }) => {
          const known = allLedgerAccounts.find((one) => one === account);
          return { query: { ...days, ...(known && { account: known }), ...pageQuery({ limit, after }) } };
        }}
        rowsOf={({ entries }) => entries}
        nextOf={({ next }) => next}
        rowKey={({ entryId }) => String(entryId)}
        columns={columns}
        filters={[
          {
            kind: "choice",
            key: "account",
            label: { zh: "科目", en: "Account" },
            options: allLedgerAccounts.map((account) => ({ value: account, label: ledgerAccounts[account] })),
          },
          { kind: "day", key: "fromDay", label: { zh: "从", en: "From" } },
          { kind: "day", key: "untilDay", label: { zh: "到", en: "Until" } },
        ]}
        above={({ balance }) => (
          <Flex gap={48} wrap>
            {balance.map(({ account, label, amountFen }) => (
              <Statistic key={account} title={say(label)} value={yuan(amountFen)} />
            ))}
            <Statistic title={t.sum} value={yuan(balance.reduce((sum, { amountFen }) => sum + amountFen, 0))} />
          </Flex>
        )}
        actions={(filters) => <ExportButton kind="ledger" filters={filters} />}
      />
    </Page>
  );
}
