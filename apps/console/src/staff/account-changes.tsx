/** What happened to one's own account, listed where one looks after it. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { moment } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { accountWords } from "./account-words.ts";

type Change = RouteAnswer<"listMyAccountChanges">["changes"][number];

export function AccountChanges() {
  const t = useWords(accountWords);
  const say = useSay();
  const { value, problem, refetch } = useAnswer("listMyAccountChanges", {});
  return (
    <>
      <ProblemNote problem={problem} refetch={refetch} />
      <DenseTable<Change>
        rowKey="changeId"
        locale={{ emptyText: t.none }}
        loading={!value && !problem}
        dataSource={value?.changes}
        columns={[
          { title: t.at, render: (_, { at }) => moment(at) },
          { title: t.what, render: (_, { whatLabel }) => say(whatLabel) },
          { title: t.by, render: (_, { byRoleLabel }) => say(byRoleLabel) },
        ]}
      />
    </>
  );
}
