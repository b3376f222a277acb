/** List of one's own sessions, each of which can be ended. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Flex, Tag } from "antd";
import { moment } from "../lib/amounts.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { AskFirst } from "../parts/ask-first.tsx";
import { DenseTable } from "../parts/dense-table.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { securityWords } from "./security-words.ts";

type Session = RouteAnswer<"listMySessions">["sessions"][number];

export function MySessions() {
  const t = useWords(securityWords);
  const { value, problem, refetch } = useAnswer("listMySessions", {});
  const invalidate = useInvalidate();
  const done = (): void => invalidate("listMySessions");
  return (
    <Flex vertical gap={8}>
      <ProblemNote problem={problem} refetch={refetch} />
      <DenseTable<Session>
        rowKey="sessionId"
        loading={!value && !problem}
        dataSource={value?.sessions}
        columns={[
          { title: t.device, render: (_, { device }) => device ?? t.unknownDevice },
          { title: t.signedIn, render: (_, { createdAt }) => moment(createdAt) },
          { title: t.seen, render: (_, { lastSeenAt }) => moment(lastSeenAt) },
          {
            title: t.act,
            render: (_, { sessionId, current }) =>
              current ? (
                <Tag>{t.current}</Tag>
              ) : (
                <AskFirst
                  label={t.end}
                  question={t.endSure}
                  route="endMySession"
                  input={{ params: { sessionId } }}
                  done={done}
                />
              ),
          },
        ]}
      />
      {value && value.sessions.length > 1 && (
        <div>
          <AskFirst label={t.endOthers} question={t.endOthersSure} route="endMyOtherSessions" input={{}} done={done} />
        </div>
      )}
    </Flex>
  );
}
