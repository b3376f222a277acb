/** Line that identifies a student's photo, with a thumbnail next to it. */
import { Flex, Typography } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslate, useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import type { Task } from "./use-tasks.ts";

interface Props {
  readonly student: Pick<Task["student"], "nameMasked" | "studentNumberMasked" | "department">;
  /** null: the photo no longer exists. */
  readonly photoUrl: string | null;
  /** Time of the event, before the student. */
  readonly time?: string;
  readonly children: ReactNode;
}

export function PhotoLine({ student, photoUrl, time, children }: Props) {
  const t = useWords(deskWords);
  const { nameMasked, studentNumberMasked, department } = student;
  // Signed addresses last minutes: a later fetch fails, and the thumbnail is hidden.
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <>
      {photoUrl !== null && photoUrl !== missing && (
        <img
          className="desk-thumb"
          src={photoUrl}
          alt={t.photoOf(nameMasked)}
          onError={() => setMissing(photoUrl)}
        />
      )}
      <Flex vertical className="desk-recent">
        <Typography.Text>
          {[time, nameMasked, studentNumberMasked, department].filter(Boolean).join(" · ")}
        </Typography.Text>
        {children}
      </Flex>
    </>
  );
}

export function HeadLine({
  task,
  children,
}: {
  readonly task: Task;
  readonly children: ReactNode;
}) {
  const t = useWords(deskWords);
  const { schoolName, categoryLabel, graduationYear, clothing } = task.project;
  const translate = useTranslate();
  return (
    <Flex gap="0 12px" wrap align="center" className="desk-head">
      <Typography.Text strong>{task.student.nameMasked}</Typography.Text>
      <Typography.Text>
        {schoolName} · {translate(categoryLabel)} · {graduationYear}
        {clothing !== "" && ` · ${t.clothing(clothing)}`}
      </Typography.Text>
      {children}
    </Flex>
  );
}

/** A titled section next to the photo. */
export function DeskPart({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <Flex vertical gap={4} component="section" aria-label={title}>
      <Typography.Title level={2} className="desk-heading">
        {title}
      </Typography.Title>
      {children}
    </Flex>
  );
}
