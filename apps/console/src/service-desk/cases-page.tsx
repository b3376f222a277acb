/** List of open cases, ordered by due time: one's own or everybody's. */
import { serviceCaseList } from "@gradphoto/domain";
import { Flex, Segmented, Typography } from "antd";
import { useNavigate, useSearchParams } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useWords } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { caseWords } from "./case-words.ts";

interface Props {
  readonly one: {
    readonly dueAt: string;
    readonly isOverdue: boolean;
    readonly closedAt?: string | null;
  };
}

/** Time until which a caller waits for a call, and whether it has passed. */
export function CaseTag({ one: { dueAt, isOverdue, closedAt = null } }: Props) {
  const label = (key: "overdue" | "dueLater" | "closed") => ({
    zh: caseWords.zh[key],
    en: caseWords.en[key],
  });
  if (closedAt !== null) return <ToneTag tone="neutral" label={label("closed")} />;
  return (
    <Flex gap={8} align="center">
      <ToneTag
        tone={isOverdue ? "danger" : "info"}
        label={label(isOverdue ? "overdue" : "dueLater")}
      />
      <Typography.Text>{moment(dueAt)}</Typography.Text>
    </Flex>
  );
}

const whoseCases = ["own", "handed-over", "all"] as const;

export default function CasesPage() {
  const t = useWords(caseWords);
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const whose = whoseCases.find((one) => one === address.get("whose")) ?? "own";
  return (
    <Page
      title={t.title}
      about={t.about}
      actions={
        <Segmented
          aria-label={t.whose}
          value={whose}
          // Changing the owner resets the position in the list.
          onChange={(chosen) => setAddress(chosen === "own" ? {} : { whose: chosen })}
          options={whoseCases.map((value) => ({ value, label: t[`whose-${value}`] }))}
        />
      }
    >
      <DataList
        list={serviceCaseList}
        inputOf={(query) => ({ query: { ...query, whose } })}
        rowsOf={({ cases }) => cases}
        cells={{ due: (one) => <CaseTag one={one} /> }}
        open={({ collectionId }) => void navigate(`/service/${collectionId}`)}
      />
    </Page>
  );
}
