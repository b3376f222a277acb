/** One collection at customer service's desk: its student and status, its timeline, and the possible actions. */
import {
  Alert,
  Button,
  Card,
  Descriptions,
  Flex,
  Form,
  Input,
  Radio,
  Skeleton,
  Typography,
} from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { moment, yuan } from "../lib/amounts.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { ActionsPanel } from "./actions-panel.tsx";
import { CasesCard } from "./cases-card.tsx";
import { PhotoDrawer } from "./photo-drawer.tsx";
import "./service.css";
import { allPhoneLookReasons, type PhoneLookReason, phoneLookReasons } from "@gradphoto/domain";
import { useAct } from "../lib/use-act.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredChoice } from "../parts/form/rules.ts";
import { SearchBox } from "./search-box.tsx";
import type { ServiceCollection } from "./service-words.ts";
import { serviceWords } from "./service-words.ts";
import { TimeLine } from "./time-line.tsx";
import { useSearch } from "./use-search.ts";

interface Props {
  readonly collectionId: string;
  readonly done: (phone: string) => void;
  readonly close: () => void;
}

interface Entered {
  readonly why: PhoneLookReason;
}

/** Asks for the reason before the full phone number is displayed. */
function PhoneDialog({ collectionId, done, close }: Props) {
  const t = useWords(serviceWords);
  const translate = useTranslate();
  const chosen = useRequiredChoice();
  return (
    <FormDialog<"showPhone", Entered>
      title={t.showPhone}
      send={t.showPhone}
      route="showPhone"
      inputOf={({ why }) => ({ params: { collectionId }, body: { why } })}
      done={({ phone }) => done(phone)}
      close={close}
    >
      <Typography.Paragraph>{t.phoneNoted}</Typography.Paragraph>
      <Form.Item name="why" label={t.phoneWhy} rules={chosen}>
        <Radio.Group
          className="service-reasons"
          options={allPhoneLookReasons.map((code) => ({
            value: code,
            label: translate(phoneLookReasons[code]),
          }))}
        />
      </Form.Item>
    </FormDialog>
  );
}

const isLastFour = (digits: string): boolean => /^\d{4}$/.test(digits);

/**
 * Verification of a caller: checks the last four digits they say without displaying the number; viewing the full number
 * is recorded separately.
 */
function CallerCard({ collectionId }: { readonly collectionId: string }) {
  const t = useWords(serviceWords);
  const act = useAct();
  const invalidate = useInvalidate();
  const [digits, setDigits] = useState("");
  const [fits, setFits] = useState<boolean | null>(null);
  const [asking, setAsking] = useState(false);
  const [phone, setPhone] = useState<string | null>(null);
  const report = (): void => invalidate("readCollectionForService");
  const check = async (): Promise<void> => {
    const answer = await act.run("checkPhone", {
      params: { collectionId },
      body: { lastFourDigits: digits },
    });
    setFits(answer?.fits ?? null);
    if (answer) report();
  };
  return (
    <Card size="small" title={t.caller} className="service-caller">
      <Form layout="vertical" onFinish={() => void check()}>
        <Form.Item
          label={t.lastFour}
          htmlFor="service-last-four"
          extra={t.lastFourHint}
          style={{ marginBottom: 8 }}
        >
          <Flex gap={8}>
            <Input
              id="service-last-four"
              inputMode="numeric"
              autoComplete="off"
              maxLength={4}
              // Read-only meanwhile, so that no answer appears under other digits.
              readOnly={act.busy}
              value={digits}
              onChange={({ target }) => {
                setDigits(target.value.replace(/\D/g, ""));
                setFits(null);
              }}
            />
            <Button
              type="primary"
              htmlType="submit"
              disabled={!isLastFour(digits)}
              loading={act.busy}
            >
              {t.check}
            </Button>
          </Flex>
        </Form.Item>
      </Form>
      <div role="status">
        {fits !== null && (
          <Alert showIcon type={fits ? "success" : "warning"} title={fits ? t.fits : t.fitsNot} />
        )}
      </div>
      <ProblemNote problem={act.problem} />
      {phone === null ? (
        <Button block onClick={() => setAsking(true)}>
          {t.showPhone}
        </Button>
      ) : (
        <Flex vertical>
          <Typography.Text className="service-phone" copyable={{ text: phone }}>
            {inGroups(phone)}
          </Typography.Text>
          <Typography.Text type="secondary">{t.phoneRevealed}</Typography.Text>
        </Flex>
      )}
      {asking && (
        <PhoneDialog
          collectionId={collectionId}
          done={(visible) => {
            setPhone(visible);
            setAsking(false);
            report();
          }}
          close={() => setAsking(false)}
        />
      )}
    </Card>
  );
}

/** Groups a mainland number as it is read out; leaves others unchanged. */
const inGroups = (phone: string): string => phone.replace(/^(1\d{2})(\d{4})(\d{4})$/, "$1 $2 $3");

const everyMs = 10_000;

export default function CollectionPage() {
  const t = useWords(serviceWords);
  const navigate = useNavigate();
  const invalidate = useInvalidate();
  const { collectionId = "" } = useParams();
  const { value, problem, refetch } = useAnswer(
    "readCollectionForService",
    { params: { collectionId } },
    { everyMs },
  );
  const { busy, problem: notFound, find } = useSearch();
  const [attemptId, setAttemptId] = useState<string | null>(null);
  // While the next collection loads, the previous one must not be mistaken for it.
  const visible = value?.collectionId === collectionId ? value : null;
  const go = async (text: string): Promise<void> => {
    const only = await find(text);
    // Refused, or a search is already under way: the message appears here.
    if (only === undefined) return;
    void navigate(only ? `/service/${only.collectionId}` : "/service");
  };
  return (
    <Page
      title={visible ? visible.student.nameMasked : t.title}
      back={{ to: "/service", words: t.back }}
    >
      <SearchBox initial="" busy={busy} find={(text) => void go(text)} />
      <ProblemNote problem={notFound} />
      <ProblemNote problem={problem} refetch={refetch} />
      {!visible && !problem && <Skeleton active />}
      {visible && (
        <>
          <Head collection={visible} />
          <div className="service-columns">
            <Flex vertical gap={16}>
              <CasesCard
                collectionId={collectionId}
                cases={visible.cases}
                changed={() => invalidate("readCollectionForService", "listServiceCases")}
              />
              <Card size="small" title={t.story}>
                <TimeLine
                  entries={visible.timeLine}
                  cut={visible.timeLineCut}
                  showPhoto={setAttemptId}
                />
              </Card>
            </Flex>
            <div className="service-side">
              <CallerCard key={collectionId} collectionId={collectionId} />
              <ActionsPanel
                collection={visible}
                done={() => invalidate("readCollectionForService")}
              />
            </div>
          </div>
          {attemptId !== null && (
            <PhotoDrawer
              collectionId={collectionId}
              attemptId={attemptId}
              close={() => setAttemptId(null)}
            />
          )}
        </>
      )}
    </Page>
  );
}

function Head({ collection }: { readonly collection: ServiceCollection }) {
  const t = useWords(serviceWords);
  const translate = useTranslate();
  const { student, project, submission, correctionOpenedAt, tone, label } = collection;
  const place = [student.department, student.major, student.className]
    .filter((part) => part !== null)
    .join(" · ");
  const due =
    submission &&
    `${moment(submission.reviewDueAt)}${submission.reviewDueCertain ? "" : ` (${t.dueUncertain})`}`;
  const items = [
    { key: "state", label: t.state, children: <ToneTag tone={tone} label={label} /> },
    { key: "number", label: t.number, children: student.studentNumberMasked },
    { key: "school", label: t.school, children: project.schoolName },
    {
      key: "category",
      label: t.category,
      children: `${translate(project.categoryLabel)} ${project.graduationYear}`,
    },
    { key: "department", label: t.department, children: place },
    { key: "fee", label: t.fee, children: yuan(collection.feeFen) },
    ...(due && collection.state === "in_review"
      ? [{ key: "due", label: t.dueBy, children: due }]
      : []),
    ...(correctionOpenedAt
      ? [{ key: "correction", label: t.correctionOpen, children: moment(correctionOpenedAt) }]
      : []),
    {
      key: "id",
      label: t.id,
      children: <Typography.Text copyable>{collection.collectionId}</Typography.Text>,
    },
  ];
  return (
    <Card size="small">
      <Flex vertical>
        <Descriptions size="small" column={{ xs: 1, md: 2, xl: 3 }} items={items} />
      </Flex>
    </Card>
  );
}
