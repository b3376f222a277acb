/** List of decisions with filters by person, outcome and reason; each opens with its photo. */
import { decisionList } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useNavigate } from "react-router";
import { useStaff } from "../lib/staff.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";
import { AddHoneypot } from "./add-honeypot.tsx";
import { SecondLookStatus } from "./second-look.tsx";

const words = wordsOf(
  { title: "审核决定", about: "点一行，打开当时的照片、检查结果和理由。" },
  { title: "Decisions", about: "Click a row for its photo, the findings and the reasons." },
);

type Decided = RouteAnswer<"listDecisions">["decisions"][number];

export default function DecisionsPage() {
  const t = useWords(words);
  const { role } = useStaff();
  const navigate = useNavigate();
  const isSenior = role === "senior-reviewer";
  // Only staff who judge photos may see them.
  const visible = isSenior
    ? { open: ({ decisionId }: Decided) => void navigate(`/decisions/${decisionId}`) }
    : { without: ["honeypot" as const] };
  return (
    <Page title={t.title} {...(isSenior && { about: t.about })}>
      <DataList
        list={decisionList}
        refreshes
        inputOf={(query) => ({ query })}
        rowsOf={({ decisions }) => decisions}
        {...visible}
        cells={{
          look: ({ second, isHeld }) =>
            isHeld || second ? <SecondLookStatus isHeld={isHeld} second={second} /> : "—",
          honeypot: (decision) => <AddHoneypot decision={decision} />,
        }}
      />
    </Page>
  );
}
