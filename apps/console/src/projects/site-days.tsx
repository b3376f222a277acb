/** On-site days of a project: opened with two codes, counted while open, and ended. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, DatePicker, Empty, Flex, Form, Typography } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useAnswer } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { DenseTable } from "../parts/dense-table.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredChoice } from "../parts/form/rules.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { siteDayWords } from "./site-day-words.ts";

type SiteDay = RouteAnswer<"listSiteDays">["siteDays"][number];
type WithLink = RouteAnswer<"openSiteDay">;

const everyMs = 15_000;

export function SiteDays({ projectId }: { readonly projectId: string }) {
  const t = useWords(siteDayWords);
  const chosen = useRequiredChoice();
  const navigate = useNavigate();
  const [opening, setOpening] = useState(false);
  const [visible, setVisible] = useState<WithLink | null>(null);
  const { value, problem, refetch } = useAnswer(
    "listSiteDays",
    { params: { projectId } },
    { everyMs },
  );
  const show = (siteDay: WithLink): void => {
    setOpening(false);
    setVisible(siteDay);
    refetch();
  };
  return (
    <Flex vertical gap={16}>
      <Flex justify="space-between" align="flex-start" gap={12} wrap>
        <Typography.Text type="secondary" style={{ maxWidth: 720 }}>
          {t.about}
        </Typography.Text>
        <Button type="primary" onClick={() => setOpening(true)}>
          {t.open}
        </Button>
      </Flex>
      <ProblemNote problem={problem} refetch={refetch} />
      {value && value.siteDays.length === 0 && <Empty description={t.none} />}
      {value && value.siteDays.length > 0 && (
        <DenseTable<SiteDay>
          rowKey="siteDayId"
          dataSource={[...value.siteDays]}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          columns={[
            { title: t.day, dataIndex: "day" },
            {
              title: t.state,
              render: (_, { label, tone }) => <ToneTag label={label} tone={tone} />,
            },
            { title: t.identified, dataIndex: "identified", align: "right" },
            {
              title: t.photos,
              render: (_, { taken, good, unfit }) => t.photosOf(taken, good, unfit),
            },
            { title: t.line, render: (_, { called, waiting }) => t.lineOf(called, waiting) },
            {
              render: (_, { siteDayId, state, waiting }) =>
                state !== "ended" && (
                  <Flex gap={8} wrap>
                    <Button
                      size="small"
                      onClick={() =>
                        void navigate(`/projects/${projectId}/queue-poster?siteDay=${siteDayId}`)
                      }
                    >
                      {t.poster}
                    </Button>
                    <ConfirmDialog
                      label={t.renew}
                      question={t.renewSure}
                      route="renewShootingLink"
                      input={{ params: { siteDayId } }}
                      done={show}
                    />
                    {waiting > 0 && (
                      <ConfirmDialog
                        danger
                        label={t.clear}
                        question={t.clearSure}
                        route="clearSiteLine"
                        input={{ params: { siteDayId } }}
                        done={refetch}
                      />
                    )}
                    <ConfirmDialog
                      danger
                      label={t.end}
                      question={t.endSure}
                      route="endSiteDay"
                      input={{ params: { siteDayId } }}
                      done={refetch}
                    />
                  </Flex>
                ),
            },
          ]}
        />
      )}
      {opening && (
        <FormDialog<"openSiteDay", { readonly day: Dayjs }>
          title={t.open}
          send={t.open}
          route="openSiteDay"
          initial={{ day: dayjs() }}
          inputOf={({ day }) => ({
            params: { projectId },
            body: { day: day.format("YYYY-MM-DD") },
          })}
          done={show}
          close={() => setOpening(false)}
        >
          <Form.Item name="day" label={t.day} rules={chosen}>
            <DatePicker allowClear={false} />
          </Form.Item>
        </FormDialog>
      )}
      {visible && <TwoCodes siteDay={visible} close={() => setVisible(null)} />}
    </Flex>
  );
}

function TwoCodes({ siteDay, close }: { readonly siteDay: WithLink; readonly close: () => void }) {
  const t = useWords(siteDayWords);
  const { day, shootingUrl, queueUrl } = siteDay;
  const codes = [
    { title: t.shooting, about: t.shootingOnce, url: shootingUrl },
    { title: t.queue, about: t.queueAbout, url: queueUrl },
  ];
  return (
    <Dialog
      title={t.codes(day)}
      width={640}
      close={close}
      footer={
        <Button type="primary" onClick={close}>
          {t.close}
        </Button>
      }
    >
      <Flex gap={24} wrap>
        {codes.map(({ title, about, url }) => (
          <Flex key={url} vertical gap={8} style={{ width: 270 }}>
            <Typography.Text strong>{title}</Typography.Text>
            <QrCode text={url} label={title} />
            <Typography.Text type="secondary">{about}</Typography.Text>
            <Typography.Text copyable={{ text: url }}>{t.copy}</Typography.Text>
          </Flex>
        ))}
      </Flex>
    </Dialog>
  );
}
