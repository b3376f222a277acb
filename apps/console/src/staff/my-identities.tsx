/** The systems by which one may sign in: which are bound, binding and unbinding. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Form, Input, Typography } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { AskFirst } from "../parts/ask-first.tsx";
import { DenseTable } from "../parts/dense-table.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useNeeded } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { leaveFor } from "./identity-trip.ts";
import { identityWords } from "./identity-words.ts";
import { securityWords } from "./security-words.ts";

type Identity = RouteAnswer<"listMyIdentities">["identities"][number];

export function MyIdentities() {
  const t = useWords(identityWords);
  const s = useWords(securityWords);
  const say = useSay();
  const needed = useNeeded();
  const { value, problem, refetch } = useAnswer("listMyIdentities", {});
  const invalidate = useInvalidate();
  const [binding, setBinding] = useState<Identity | null>(null);
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">{t.about}</Typography.Text>
      <ProblemNote problem={problem} refetch={refetch} />
      <DenseTable<Identity>
        rowKey="providerId"
        showHeader={false}
        locale={{ emptyText: t.none }}
        loading={!value && !problem}
        dataSource={value?.identities}
        columns={[
          { render: (_, { name }) => say(name) },
          { render: (_, { boundAt }) => (boundAt === null ? t.notBound : t.boundSince(moment(boundAt))) },
          {
            render: (_, identity) =>
              identity.boundAt === null ? (
                <Button size="small" onClick={() => setBinding(identity)}>
                  {t.bind}
                </Button>
              ) : (
                <AskFirst
                  label={t.unbind}
                  question={t.unbindSure}
                  route="endIdentityBinding"
                  input={{ params: { providerId: identity.providerId } }}
                  done={() => invalidate("listMyIdentities")}
                />
              ),
          },
        ]}
      />
      {binding && (
        <FormDialog<"beginIdentityBinding", { readonly password: string }>
          title={`${t.bind} · ${say(binding.name)}`}
          send={t.go}
          route="beginIdentityBinding"
          inputOf={(body) => ({ params: { providerId: binding.providerId }, body })}
          done={({ url, state }) => leaveFor(url, { state, binds: true })}
          close={() => setBinding(null)}
        >
          <Form.Item name="password" label={s.password} rules={needed}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
        </FormDialog>
      )}
    </Flex>
  );
}
