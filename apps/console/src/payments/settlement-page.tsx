/** Settlement of a school on paper, per month and project: income, refunds and the providers' fees. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Skeleton } from "antd";
import { createPath, Link } from "react-router";
import { moment, yuan } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useJoinList, useTranslate, useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { Page } from "../parts/page.tsx";
import { PaperTable } from "../parts/paper-table.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { incomeWords } from "./income-words.ts";
import { billsEnd, useMissingBills } from "./missing-bills.ts";
import "../parts/print.css";

/** Largest number of lines in one answer; the sheet states when there are more. */
const lines = 100;

export default function SettlementPage() {
  const t = useWords(incomeWords);
  const { values } = useAddress(["schoolCode", "fromDay", "untilDay"]);
  const { schoolCode, fromDay, untilDay } = values;
  const chosen =
    schoolCode === undefined || fromDay === undefined || untilDay === undefined
      ? null
      : { schoolCode, fromDay, untilDay };
  const { value, problem, refetch } = useAnswer(
    "listIncome",
    chosen === null ? null : { query: { ...chosen, limit: lines } },
  );
  const canPrint = value !== undefined && value.next === null && value.income.length > 0;
  const income = { pathname: "/income", search: new URLSearchParams(values).toString() };
  const actions = (
    <Button type="primary" disabled={!canPrint} onClick={() => window.print()}>
      {t.print}
    </Button>
  );
  return (
    <Page
      title={t.settlement}
      about={t.settlementAbout}
      back={{ to: createPath(income), words: t.back }}
      actions={actions}
    >
      {chosen === null && <Link to={income}>{t.chooseFirst}</Link>}
      <ProblemNote problem={problem} refetch={refetch} />
      {value?.income.length === 0 && <p>{t.nothing}</p>}
      {value !== undefined && value.next !== null && <p>{t.tooMany}</p>}
      {chosen !== null && canPrint && <Paper income={value} {...chosen} />}
      {chosen !== null && value === undefined && !problem && <Skeleton active />}
    </Page>
  );
}

interface PaperProps {
  readonly income: RouteAnswer<"listIncome">;
  readonly fromDay: string;
  readonly untilDay: string;
}

function Paper({ income: { income, sums, ...gaps }, fromDay, untilDay }: PaperProps) {
  const t = useWords(incomeWords);
  const translate = useTranslate();
  const listed = useJoinList();
  const missing = useMissingBills();
  const amounts = ({
    payments,
    paidFen,
    refunds,
    refundedFen,
    processingFeeFen,
    netFen,
  }: typeof sums) => [
    payments,
    yuan(paidFen),
    refunds,
    yuan(refundedFen),
    yuan(processingFeeFen),
    yuan(netFen),
  ];
  const now = new Date();
  const end = billsEnd(gaps, untilDay);
  const schools = listed([...new Set(income.map(({ school }) => school))]);
  return (
    <article className="print-report">
      <h2 className="print-report-title">{t.settlementTitle(schools)}</h2>
      <p>{t.period(fromDay, untilDay)}</p>
      {end !== null && <p>{t.billsUntil(end)}</p>}
      <p>{t.byBills(moment(now.toISOString()))}</p>
      {missing(gaps).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <PaperTable
        head={[t.monthAndProject, t.payments, t.paid, t.refunds, t.refundedShort, t.fee, t.net]}
        rows={[...income]
          .reverse()
          .map((row) => [`${row.month} ${translate(row.projectLabel)}`, ...amounts(row)])}
        sum={[t.sum, ...amounts(sums)]}
      />
      <div className="print-signatures">
        <p>{t.ourSignature}</p>
        <p>{t.schoolSignature}</p>
      </div>
    </article>
  );
}
