/** Finds a student of the own school by number or full name; the page of a project and the finder lead here. */
import { Empty, Input, Typography } from "antd";
import { Link } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { DenseTable } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import { type StudentMatch, useStudentSearch } from "./use-student-search.ts";

const words = wordsOf(
  {
    title: "查找学生",
    about: "按学号或完整姓名查找本校学生。每次查找都有记录，学生能看到。",
    hint: "学号或完整姓名",
    find: "查找",
    none: "没有找到：学号或姓名有误，或学生还没开始，或没有同意向学校提供进度",
    name: "姓名",
    number: "学号",
    department: "院系",
    className: "班级",
    project: "采集项目",
    state: "状态",
    since: "状态时间",
  },
  {
    title: "Find a student",
    about:
      "Finds a student of your school by student number or exact full name. Each search is recorded and shown to the student.",
    hint: "Student number or full name",
    find: "Find",
    none: "Nobody found: check the number or name. The student may not have started, or has not agreed to share progress with the school",
    name: "Name",
    number: "Student number",
    department: "Department",
    className: "Class",
    project: "Project",
    state: "State",
    since: "Since",
  },
);

/** Search field for a student, on the page of a project and on the page of results. */
export function StudentSearch() {
  const t = useWords(words);
  const { busy, problem, search, find } = useStudentSearch();
  return (
    <>
      <Input.Search
        key={search?.text}
        defaultValue={search?.text ?? ""}
        aria-label={t.hint}
        placeholder={t.hint}
        enterButton={t.find}
        loading={busy}
        maxLength={100}
        autoComplete="off"
        style={{ maxWidth: 320 }}
        onSearch={(text) => text.trim() !== "" && void find(text.trim())}
      />
      <ProblemNote problem={problem} />
    </>
  );
}

export default function FindStudentPage() {
  const t = useWords(words);
  const translate = useTranslate();
  const { search } = useStudentSearch();
  return (
    <Page title={t.title} about={t.about}>
      <StudentSearch />
      <div role="status" aria-live="polite">
        {search?.students.length === 0 && <Empty description={t.none} />}
      </div>
      {search !== null && search.students.length > 0 && (
        <DenseTable<StudentMatch>
          wraps
          rowKey={({ collectionId }) => collectionId}
          dataSource={[...search.students]}
          columns={[
            {
              title: t.name,
              render: (_, { student }) => <Typography.Text strong>{student.name}</Typography.Text>,
            },
            { title: t.number, render: (_, { student }) => student.studentNumber },
            { title: t.department, render: (_, { student }) => student.department },
            { title: t.className, render: (_, { student }) => student.className },
            {
              title: t.project,
              render: (_, { projectId, categoryLabel, graduationYear }) => (
                <Link
                  to={`/projects/${projectId}`}
                >{`${translate(categoryLabel)} ${graduationYear}`}</Link>
              ),
            },
            {
              title: t.state,
              render: (_, { tone, label }) => <ToneTag tone={tone} label={label} />,
            },
            { title: t.since, render: (_, { movedAt }) => moment(movedAt) },
          ]}
        />
      )}
    </Page>
  );
}
