/** The numbers behind the plots of review quality, by reviewer and by reason, each the way to its photos. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Link } from "react-router";
import { percent } from "../lib/amounts.ts";
import { useSay, useWords } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { qualityWords } from "./quality-words.ts";
import { decisionsOf, knownPhotosOf } from "./ways-to-photos.ts";

type Quality = RouteAnswer<"readReviewQuality">;

/** As the list of decisions takes them. */
export type ListDays = Readonly<Record<string, string>>;

interface ReviewersProps {
  readonly reviewers: Quality["reviewers"];
  readonly days: ListDays;
}

export function ReviewerFigures({ reviewers, days }: ReviewersProps) {
  const t = useWords(qualityWords);
  return (
    <DenseTable
      rowKey="reviewerId"
      locale={{ emptyText: t.tooFew }}
      dataSource={[...reviewers]}
      columns={[
        { title: t.reviewer, dataIndex: "name" },
        {
          title: t.decisions,
          align: "right",
          render: (_, { decisions, username }) => (
            <Link to={decisionsOf({ ...days, reviewer: username })}>{decisions}</Link>
          ),
        },
        {
          title: t.rejectShare,
          align: "right",
          render: (_, { rejectShare, username }) => (
            <Link to={decisionsOf({ ...days, reviewer: username, decision: "reject" })}>{percent(rejectShare)}</Link>
          ),
        },
        {
          title: t.medianSeconds,
          align: "right",
          render: (_, { medianSeconds, username }) => (
            <Link to={decisionsOf({ ...days, reviewer: username })}>{medianSeconds?.toFixed(1) ?? "—"}</Link>
          ),
        },
        {
          title: t.secondLooks,
          align: "right",
          render: (_, { agreement: { pairs }, username }) => (
            <Link to={decisionsOf({ ...days, reviewer: username, mark: "looked-at" })}>{pairs}</Link>
          ),
        },
        {
          title: t.disagreed,
          align: "right",
          render: (_, { otherwise, username }) => (
            <Link to={decisionsOf({ ...days, reviewer: username, mark: "seen-otherwise" })}>{otherwise}</Link>
          ),
        },
        {
          title: t.kappa,
          align: "right",
          render: (_, { agreement, username }) => (
            <Link to={decisionsOf({ ...days, reviewer: username, mark: "looked-at" })}>
              {t.agreementSaid(agreement)}
            </Link>
          ),
        },
        {
          title: t.knownRight,
          align: "right",
          render: (_, { honeypotsRight, honeypots, username }) => (
            <>
              <Link to={knownPhotosOf({ ...days, reviewer: username, answer: "right" })}>{honeypotsRight}</Link>
              {" / "}
              <Link to={knownPhotosOf({ ...days, reviewer: username })}>{honeypots}</Link>
            </>
          ),
        },
      ]}
    />
  );
}

interface ReasonsProps {
  readonly reasons: Quality["reasons"];
  readonly days: ListDays;
}

export function ReasonFigures({ reasons, days }: ReasonsProps) {
  const t = useWords(qualityWords);
  const say = useSay();
  return (
    <DenseTable
      rowKey="code"
      locale={{ emptyText: t.tooFew }}
      dataSource={[...reasons]}
      columns={[
        {
          title: t.reason,
          render: (_, { code, label }) => <Link to={decisionsOf({ ...days, reason: code })}>{say(label)}</Link>,
        },
        {
          title: t.both,
          align: "right",
          render: (_, { code, both }) => (
            <Link to={decisionsOf({ ...days, reason: code, mark: "same-reasons" })}>{both}</Link>
          ),
        },
        {
          title: t.one,
          align: "right",
          render: (_, { code, one }) => (
            <Link to={decisionsOf({ ...days, reason: code, mark: "other-reasons" })}>{one}</Link>
          ),
        },
        {
          title: t.kappa,
          align: "right",
          render: (_, { agreement: ofReason }) => (
            <Link to={decisionsOf({ ...days, mark: "looked-at" })}>{t.agreementSaid(ofReason)}</Link>
          ),
        },
      ]}
    />
  );
}
