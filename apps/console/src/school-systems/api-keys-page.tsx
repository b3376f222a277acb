/** API keys of a school's own systems: creation by one person, confirmation by another, rotation, revocation. */
import {
  type ApiKeyScope,
  allApiKeyScopes,
  apiKeyList,
  apiKeyMaxDays,
  apiKeyScopes,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Flex, Form, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { useStaff } from "../lib/staff.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { ListPage } from "../parts/data-list/list-page.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredChoice, useRequiredText } from "../parts/form/rules.ts";
import { LinkButton } from "../parts/link-button.tsx";
import { projectName } from "../parts/options.ts";
import { ShownOnce } from "./shown-once.tsx";

const words = wordsOf(
  {
    title: "接口",
    about:
      "学校自己的教务、学工系统用密钥读取进度和照片。密钥由另一位管理员或运营确认后生效，学生看得到每次读取。",
    add: "新建密钥",
    webhooks: "推送",
    name: "名称（哪个系统用）",
    scopes: "权限",
    projects: "采集项目（留空为全部）",
    networks: "允许的网络（地址或网段，如 203.0.113.0/24，回车添加）",
    days: `有效天数（最多 ${apiKeyMaxDays}）`,
    token: "密钥",
    tokenAbout:
      "密钥只显示这一次。请现在复制到学校系统的密码库，不要用聊天软件转发。遗失时请点“更换”。",
    confirm: "确认",
    confirmSure: "请与新建的人核对用途、权限和网络。确认后立即生效。",
    rotate: "更换",
    rotateSure: "将显示新密钥，旧密钥还可使用 24 小时。权限和到期日不变。",
    revoke: "停用",
    revokeSure: "立即停用，不能恢复。使用它的系统将无法再读取数据。",
  },
  {
    title: "API",
    about:
      "The school's own systems read progress and photos with a key. A key is active once another administrator or an operator has confirmed it; students can see each access.",
    add: "Create a key",
    webhooks: "Webhooks",
    name: "Name (which system uses it)",
    scopes: "Scopes",
    projects: "Projects (empty: all)",
    networks: "Allowed networks (addresses or CIDR blocks, such as 203.0.113.0/24; Enter adds one)",
    days: `Days of validity (at most ${apiKeyMaxDays})`,
    token: "Key",
    tokenAbout:
      "The key is displayed only now. Copy it into the secret store of the school's system; do not send it by chat. If it is lost, rotate the key.",
    confirm: "Confirm",
    confirmSure: "Check purpose, scopes and networks with its creator. The key is active at once.",
    rotate: "Rotate",
    rotateSure: "Displays a new key; the old one works for 24 more hours. Scopes and expiry stay.",
    revoke: "Revoke",
    revokeSure:
      "Revokes the key at once and for good. The system that uses it can no longer read data.",
  },
);

const overlapHours = 24;
const defaultDays = 365;

interface Entered {
  readonly name: string;
  readonly scopes: ApiKeyScope[];
  readonly projects?: string[];
  readonly networks: string[];
  readonly days: number;
}

interface Props {
  readonly close: () => void;
  readonly done: (answer: RouteAnswer<"createApiKey">) => void;
}

function NewKey({ close, done }: Props) {
  const t = useWords(words);
  const translate = useTranslate();
  const needed = useRequiredText();
  const chosen = useRequiredChoice();
  const projects = useAnswer("listProjects", { query: { limit: 100 } }).value?.projects ?? [];
  return (
    <FormDialog<"createApiKey", Entered>
      title={t.add}
      send={t.add}
      route="createApiKey"
      initial={{ scopes: ["progress"], days: defaultDays }}
      inputOf={({ projects: only = [], ...body }) => ({
        body: { ...body, projects: only.length === 0 ? null : only },
      })}
      done={done}
      close={close}
    >
      <Form.Item name="name" label={t.name} rules={needed}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="scopes" label={t.scopes} rules={chosen}>
        <Select
          mode="multiple"
          options={allApiKeyScopes.map((value) => ({
            value,
            label: translate(apiKeyScopes[value]),
          }))}
        />
      </Form.Item>
      <Form.Item name="projects" label={t.projects}>
        <Select
          mode="multiple"
          options={projects.map((one) => ({
            value: one.projectId,
            label: projectName(one, translate),
          }))}
        />
      </Form.Item>
      <Form.Item name="networks" label={t.networks} rules={needed}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", " "]} />
      </Form.Item>
      <Form.Item name="days" label={t.days} rules={needed}>
        <InputNumber min={1} max={apiKeyMaxDays} precision={0} />
      </Form.Item>
    </FormDialog>
  );
}

export default function ApiKeysPage() {
  const t = useWords(words);
  const { school } = useStaff();
  const [token, setToken] = useState<string | null>(null);
  return (
    <>
      <ListPage
        words={t}
        extra={<LinkButton to="/webhooks">{t.webhooks}</LinkButton>}
        list={apiKeyList}
        inputOf={(query) => ({ query })}
        rowsOf={({ keys }) => keys}
        without={school ? ["schoolName", "schoolCode"] : []}
        cells={({ changed }) => ({
          actions: ({ keyId, mayConfirm, mayRotate, mayRevoke }) => {
            const params = { keyId };
            return (
              <Flex gap={6}>
                {mayConfirm && (
                  <ConfirmDialog
                    label={t.confirm}
                    question={t.confirmSure}
                    route="confirmApiKey"
                    input={{ params }}
                    done={changed}
                  />
                )}
                {mayRotate && (
                  <ConfirmDialog
                    label={t.rotate}
                    question={t.rotateSure}
                    route="rotateApiKey"
                    input={{ params, body: { overlapHours } }}
                    done={(answer) => setToken(answer.token)}
                  />
                )}
                {mayRevoke && (
                  <ConfirmDialog
                    label={t.revoke}
                    question={t.revokeSure}
                    route="revokeApiKey"
                    input={{ params }}
                    done={changed}
                    danger
                  />
                )}
              </Flex>
            );
          },
        })}
        dialog={
          school
            ? ({ close, done }) => (
                <NewKey
                  close={close}
                  done={(answer) => {
                    setToken(answer.token);
                    done();
                  }}
                />
              )
            : undefined
        }
      />
      {token !== null && (
        <ShownOnce
          title={t.token}
          about={t.tokenAbout}
          secret={token}
          close={() => setToken(null)}
        />
      )}
    </>
  );
}
