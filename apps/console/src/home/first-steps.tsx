/** Setup steps that a new installation still needs, each with a link; renders nothing once all are done. */
import { Card, Flex, Typography } from "antd";
import { Link } from "react-router";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { ToneTag } from "../parts/tone-tag.tsx";

const words = wordsOf(
  {
    title: "开通准备",
    about: (done: number, all: number) =>
      `学生开始之前还要办的事，已完成 ${done} 项，共 ${all} 项。全部完成后不再显示。`,
    open: "去办理",
  },
  {
    title: "First steps",
    about: (done, all) =>
      `What is needed before students begin: ${done} of ${all} done. It disappears once everything is done.`,
    open: "Set up",
  },
);

const done = { zh: "已完成", en: "Done" };
const toDo = { zh: "待办", en: "To do" };

const placeOf: Readonly<Partial<Record<string, string>>> = {
  "second-operator": "/staff",
  connections: "/health",
  hotline: "/configuration",
  school: "/schools",
  "school-admin": "/staff",
  reviewers: "/staff",
  finance: "/staff",
  project: "/projects",
  confirmed: "/projects",
};

export function FirstSteps() {
  const t = useWords(words);
  const translate = useTranslate();
  const { value } = useAnswer("readFirstSteps", {});
  const steps = value?.steps ?? [];
  const count = steps.filter((one) => one.done).length;
  const toDoFirst = [...steps.filter((one) => !one.done), ...steps.filter((one) => one.done)];
  if (count === steps.length) return null;
  return (
    <Card size="small" title={<h2 className="home-steps-title">{t.title}</h2>}>
      <Typography.Text type="secondary">{t.about(count, steps.length)}</Typography.Text>
      <ol className="home-steps">
        {toDoFirst.map((one) => {
          const place = one.done ? undefined : placeOf[one.step];
          return (
            <li key={one.step}>
              <ToneTag tone={one.done ? "success" : "neutral"} label={one.done ? done : toDo} />
              <Flex vertical>
                <span>{translate(one.label)}</span>
                {!one.done && <Typography.Text type="secondary">{translate(one.why)}</Typography.Text>}
              </Flex>
              {place !== undefined && (
                <Link to={place} aria-label={`${t.open}: ${translate(one.label)}`}>
                  {t.open}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
