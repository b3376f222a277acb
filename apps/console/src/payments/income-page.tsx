/** Income of each project per month by the providers' bills, with a link to the school's settlement sheet. */

import { WarningOutlined } from "@ant-design/icons";
import { incomeList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Flex, Typography } from "antd";
import { Link } from "react-router";
import { yuan } from "../lib/amounts.ts";
import { useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { ListSums } from "../parts/list-sums.tsx";
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
        above={({ sums, strayFen, ...gaps }, { untilDay }) => (
          <Flex vertical gap={4}>
            <Flex gap="4px 24px" wrap>
              <ListSums
                sums={[
                  [t.received(sums.payments), yuan(sums.paidFen)],
                  [t.refunded(sums.refunds), yuan(sums.refundedFen)],
                  [t.fee, yuan(sums.processingFeeFen)],
                  [t.net, yuan(sums.netFen)],
                ]}
              />
              <BillsEnd day={billsEnd(gaps, untilDay)} />
            </Flex>
            {[...missing(gaps), ...(strayFen === 0 ? [] : [t.stray(yuan(strayFen))])].map(
              (line) => (
                <Typography.Text key={line} type="warning">
                  <WarningOutlined /> <Link to="/bills">{line}</Link>
                </Typography.Text>
              ),
            )}
          </Flex>
        )}
        below={({ months, ...gaps }, { schoolCode, fromDay, untilDay }) => (
          <Flex vertical gap={12}>
            {months.length > 1 && (
              <BarPlot
                label={t.byMonth}
                bars={months.map(({ month, netFen }) => ({ name: month, value: netFen }))}
                write={yuan}
              />
            )}
            {schoolCode === undefined && fromDay !== undefined && untilDay !== undefined && (
              <Closing {...gaps} />
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

type Open = Pick<
  RouteAnswer<"listIncome">,
  "missingDays" | "unsettled" | "openRefunds" | "openInvoices"
>;

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
    <Flex
      component="ul"
      gap={16}
      wrap
      aria-label={t.closing}
      style={{ margin: 0, padding: 0, listStyle: "none" }}
    >
      {steps.map(({ label, left, to }) => (
        <Flex component="li" key={label} gap={8} align="center">
          <ToneTag
            tone={left === 0 ? "success" : "warning"}
            label={left === 0 ? done : toDo(left)}
          />
          {left === 0 ? label : <Link to={to}>{label}</Link>}
        </Flex>
      ))}
    </Flex>
  );
}

const done = { zh: "完成", en: "Done" };
const toDo = (left: number) => ({ zh: `还有 ${left}`, en: `${left} open` });
