/** Account page: the signed-in person and the security settings. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { App, Button, Card, Descriptions, Flex, Form, Input, Tag, Typography } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useStaff } from "../lib/staff.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { DenseTable } from "../parts/dense-table.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredText } from "../parts/form/rules.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { accountWords } from "./account-words.ts";
import { identityWords } from "./identity-words.ts";
import { redirectToProvider } from "./login-flow.ts";
import { PasswordForm } from "./password-form.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { securityWords } from "./security-words.ts";
import { TotpForm } from "./totp-form.tsx";

type Session = RouteAnswer<"listMySessions">["sessions"][number];

/** List of one's own sessions, each of which can be ended. */
function MySessions() {
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
                <ConfirmDialog
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
          <ConfirmDialog
            label={t.endOthers}
            question={t.endOthersSure}
            route="endMyOtherSessions"
            input={{}}
            done={done}
          />
        </div>
      )}
    </Flex>
  );
}

type Identity = RouteAnswer<"listMyIdentities">["identities"][number];

/** Identity providers for signing in: which are bound, binding and unbinding. */
function MyIdentities() {
  const t = useWords(identityWords);
  const s = useWords(securityWords);
  const translate = useTranslate();
  const needed = useRequiredText();
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
          { render: (_, { name }) => translate(name) },
          {
            render: (_, { boundAt }) =>
              boundAt === null ? t.notBound : t.boundSince(moment(boundAt)),
          },
          {
            render: (_, identity) =>
              identity.boundAt === null ? (
                <Button size="small" onClick={() => setBinding(identity)}>
                  {t.bind}
                </Button>
              ) : (
                <ConfirmDialog
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
          title={`${t.bind} · ${translate(binding.name)}`}
          send={t.go}
          route="beginIdentityBinding"
          inputOf={(body) => ({ params: { providerId: binding.providerId }, body })}
          done={({ url, state }) => redirectToProvider(url, { state, binds: true })}
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

type Change = RouteAnswer<"listMyAccountChanges">["changes"][number];

/** Changes to the user's own account by others, and warnings about it. */
function AccountChanges() {
  const t = useWords(accountWords);
  const translate = useTranslate();
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
          { title: t.what, render: (_, { whatLabel }) => translate(whatLabel) },
          { title: t.by, render: (_, { byRoleLabel }) => translate(byRoleLabel) },
        ]}
      />
    </>
  );
}

export default function SecurityPage() {
  const t = useWords(securityWords);
  const identity = useWords(identityWords);
  const translate = useTranslate();
  const staff = useStaff();
  const { message } = App.useApp();
  const invalidate = useInvalidate();
  const [codesLeft, setCodesLeft] = useState(staff.recoveryCodesLeft);
  const saved = (): void => {
    void message.success(t.saved);
    invalidate("listMySessions");
  };
  const items = [
    { key: "name", label: t.name, children: staff.name },
    { key: "username", label: t.username, children: staff.username },
    { key: "role", label: t.role, children: translate(staff.roleLabel) },
    ...(staff.school ? [{ key: "school", label: t.school, children: staff.school.name }] : []),
    { key: "left", label: t.recoveryLeft, children: <RecoveryLeft left={codesLeft} /> },
  ];
  return (
    <Page title={t.title}>
      <Descriptions bordered size="small" column={1} items={items} />
      <Card size="small" title={t.sessions}>
        <MySessions />
      </Card>
      <Card size="small" title={identity.title}>
        <MyIdentities />
      </Card>
      <Card size="small" title={t.accountChanges}>
        <AccountChanges />
      </Card>
      <div className="console-plots">
        <Card size="small" title={t.changePassword}>
          <PasswordForm done={saved} />
        </Card>
        <Card size="small" title={t.enrol}>
          <TotpForm
            key={staff.staffId}
            done={(account) => {
              setCodesLeft(account.recoveryCodesLeft);
              saved();
            }}
          />
        </Card>
        <Card id={renewal} size="small" title={t.renew}>
          <Renewal renewed={setCodesLeft} />
        </Card>
      </div>
    </Page>
  );
}

/** Anchor of the renewal of codes on the same page. */
const renewal = "renewal";

/** Warning: without a code left, losing the phone locks its owner out. */
function RecoveryLeft({ left }: { readonly left: number }) {
  const t = useWords(securityWords);
  if (left > 0) return left;
  const show = (): void => document.getElementById(renewal)?.scrollIntoView({ block: "center" });
  return (
    <Flex gap={8} align="center" wrap>
      {left}
      <Typography.Text type="warning">
        <span aria-hidden="true">! </span>
        {t.noneLeft}
      </Typography.Text>
      <Button size="small" onClick={show}>
        {t.toRenewal}
      </Button>
    </Flex>
  );
}

function Renewal({ renewed }: { readonly renewed: (codes: number) => void }) {
  const t = useWords(securityWords);
  const needed = useRequiredText();
  const [asking, setAsking] = useState(false);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} confirmSaved={() => setCodes(null)} />;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t.renew}</Button>
      {asking && (
        <FormDialog<"renewRecoveryCodes", { readonly password: string }>
          title={t.renew}
          send={t.confirm}
          route="renewRecoveryCodes"
          inputOf={(body) => ({ body })}
          done={({ recoveryCodes }) => {
            setAsking(false);
            setCodes(recoveryCodes);
            renewed(recoveryCodes.length);
          }}
          close={() => setAsking(false)}
        >
          <Form.Item name="password" label={t.password} rules={needed}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
