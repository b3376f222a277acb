/** Income of each project per month by the providers' bills, with a link to the school's settlement sheet. */
import { incomeList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Alert, Flex, Statistic, Typography } from "antd";
import { Link } from "react-router";
import { yuan } from "../lib/amounts.ts";
import { useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";
import { BarPlot } from "../parts/plot/plots.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { incomeWords } from "./income-words.ts";
import { billsEnd, useMissingBills } from "./missing-bills.ts";

export default function IncomePage() {
  const t = useWords(incomeWords);
  const missing = useMissingBills();
  return (
    <Page title={t.income} about={t.incomeAbout}>
      <DataList
        list={incomeList}
        inputOf={(query) => ({ query })}
        rowsOf={({ income }) => income}
        cells={{}}
        above={({ sums, months, strayFen, ...gaps }, { schoolCode, fromDay, untilDay }) => (
          <Flex vertical gap={12}>
            <Flex gap={48} wrap>
              <Statistic title={t.received(sums.payments)} value={yuan(sums.paidFen)} />
              <Statistic title={t.refunded(sums.refunds)} value={yuan(sums.refundedFen)} />
              <Statistic title={t.fee} value={yuan(sums.processingFeeFen)} />
              <Statistic title={t.net} value={yuan(sums.netFen)} />
            </Flex>
            {months.length > 1 && (
              <BarPlot
                label={t.byMonth}
                bars={months.map(({ month, netFen }) => ({ name: month, value: netFen }))}
                write={yuan}
              />
            )}
            {schoolCode === undefined && fromDay !== undefined && untilDay !== undefined && <Closing {...gaps} />}
            <BillsEnd day={billsEnd(gaps, untilDay)} />
            {missing(gaps).map((line) => (
              <Alert key={line} type="warning" showIcon title={<Link to="/bills">{line}</Link>} />
            ))}
            {strayFen !== 0 && (
              <Alert type="warning" showIcon title={<Link to="/bills">{t.stray(yuan(strayFen))}</Link>} />
            )}
            {schoolCode === undefined || fromDay === undefined || untilDay === undefined ? (
              <span>{t.chooseForSheet}</span>
            ) : (
              <Link
                to={{
                  pathname: "/income/settlement",
                  search: new URLSearchParams({ schoolCode, fromDay, untilDay }).toString(),
                }}
              >
                {t.settlementOf(schoolCode)}
              </Link>
            )}
          </Flex>
        )}
      />
    </Page>
  );
}

function BillsEnd({ day }: { readonly day: string | null }) {
  const t = useWords(incomeWords);
  return day !== null && <Typography.Text type="secondary">{t.billsUntil(day)}</Typography.Text>;
}

type Open = Pick<RouteAnswer<"listIncome">, "missingDays" | "unsettled" | "openRefunds" | "openInvoices">;

/** Checklist for closing a month: what of these days is still open, and where to finish it. */
function Closing({ missingDays, unsettled, openRefunds, openInvoices }: Open) {
  const t = useWords(incomeWords);
  const steps = [
    { label: t.allBills, left: missingDays, to: "/bills" },
    { label: t.allDifferences, left: unsettled, to: "/bills" },
    { label: t.allRefunds, left: openRefunds, to: "/refunds" },
    { label: t.allInvoices, left: openInvoices, to: "/invoices" },
  ];
  return (
    <Flex component="ul" gap={16} wrap aria-label={t.closing} style={{ margin: 0, padding: 0, listStyle: "none" }}>
      {steps.map(({ label, left, to }) => (
        <Flex component="li" key={label} gap={8} align="center">
          <ToneTag tone={left === 0 ? "success" : "warning"} label={left === 0 ? done : toDo(left)} />
          {left === 0 ? label : <Link to={to}>{label}</Link>}
        </Flex>
      ))}
    </Flex>
  );
}

const done = { zh: "完成", en: "Done" };
const toDo = (left: number) => ({ zh: `还有 ${left}`, en: `${left} open` });
