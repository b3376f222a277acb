/**
 * Search field that leads anywhere: pages of the role, projects and schools by name, students, orders by their number.
 */
import { type Bilingual, isRole } from "@gradphoto/domain";
import { AutoComplete, Flex, Input, Typography } from "antd";
import { useDeferredValue, useState } from "react";
import { useNavigate } from "react-router";
import { hasRole, type Staff, useStaff } from "../lib/staff.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSingleKey } from "../lib/use-keys.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { Dialog } from "../parts/dialog.tsx";
import { projectName } from "../parts/options.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { useStudentSearch } from "../projects/use-student-search.ts";
import { useSearch } from "../service-desk/use-search.ts";
import { pages } from "./pages.ts";

const words = wordsOf(
  {
    title: "查找",
    hint: "页面名称",
    "hint-projects": "页面、项目、学生的学号或全名",
    "hint-operator": "页面、项目、院校",
    "hint-service": "页面，或学生的手机号、学号、订单号",
    "hint-finance": "页面、订单号",
    pages: "页面",
    projects: "采集项目",
    schools: "院校",
    students: "学生",
    orders: "订单",
    find: (text: string) => `查找学生：${text}`,
    findOrder: (text: string) => `查找订单：${text}`,
    none: "没有匹配的结果",
  },
  {
    title: "Find",
    hint: "A page",
    "hint-projects": "A page, a project, a student’s number or full name",
    "hint-operator": "A page, project or school",
    "hint-service": "A page, or a phone, student or order number",
    "hint-finance": "A page or an order number",
    pages: "Page",
    projects: "Project",
    schools: "School",
    students: "Student",
    orders: "Order",
    find: (text) => `Find the student: ${text}`,
    findOrder: (text) => `Find the order: ${text}`,
    none: "Nothing matches",
  },
);

const visibleCount = 6;

/** Our order number or its beginning, or the number that a payment provider assigned. */
const isOrderNumber = (text: string): boolean => /^[0-9a-f]{8,32}$/.test(text);

/** Searches both languages, whichever one is set. */
const holds = ({ zh, en }: Bilingual, text: string): boolean =>
  `${zh} ${en}`.toLowerCase().includes(text.toLowerCase());

const pagesOf = (staff: Staff, text: string) =>
  pages.filter(
    ({ group, roles, title }) =>
      group !== null && isRole(staff.role) && hasRole(staff, roles) && holds(title, text),
  );

interface Props {
  readonly close: () => void;
}

export default function Finder({ close }: Props) {
  const t = useWords(words);
  const translate = useTranslate();
  const staff = useStaff();
  const navigate = useNavigate();
  const search = useSearch();
  const ofSchool = useStudentSearch();
  const [text, setText] = useState("");
  const searchText = useDeferredValue(text.trim());
  useSingleKey("k", true);
  const isOperator = hasRole(staff, ["operator"]);
  const isService = hasRole(staff, ["service"]);
  const isSchool = hasRole(staff, ["school-admin", "department-admin"]);
  const mayReadOrders = hasRole(staff, ["finance", "service"]);
  const orderNumber = searchText.replace(/[\s-]/g, "").toLowerCase();
  const hasProjects = hasRole(staff, ["school-admin", "department-admin", "operator"]);
  const mayProjects = searchText !== "" && hasProjects;
  const hint = isService
    ? t["hint-service"]
    : isOperator
      ? t["hint-operator"]
      : mayReadOrders
        ? t["hint-finance"]
        : hasProjects
          ? t["hint-projects"]
          : t.hint;
  const about = "finder";
  const query = { query: { ...(isOperator && { text: searchText }), limit: "100" } };
  const projects = useAnswer("listProjects", mayProjects ? query : null, { about });
  const schools = useAnswer(
    "listSchools",
    isOperator && searchText !== "" ? { query: { text: searchText, limit: "10" } } : null,
    { about },
  );
  const named = (projects.value?.projects ?? []).map(({ projectId, ...project }) => ({
    value: `/projects/${projectId}`,
    label: projectName(project, translate),
  }));
  const groups = [
    {
      label: t.students,
      options:
        (isService || isSchool) && searchText !== ""
          ? [{ value: studentKey, label: t.find(searchText) }]
          : [],
    },
    {
      label: t.orders,
      options:
        mayReadOrders && isOrderNumber(orderNumber)
          ? [{ value: `/orders?text=${orderNumber}`, label: t.findOrder(orderNumber) }]
          : [],
    },
    {
      label: t.pages,
      options: pagesOf(staff, searchText).map(({ path, title }) => ({
        value: `/${path}`,
        label: translate(title),
      })),
    },
    // The service has already filtered these for an operator; a school has few.
    {
      label: t.projects,
      options: named
        .filter(({ label }) => isOperator || label.includes(searchText))
        .slice(0, visibleCount),
    },
    {
      label: t.schools,
      options: (schools.value?.schools ?? [])
        .slice(0, visibleCount)
        .map(({ schoolCode, name }) => ({
          value: `/schools?text=${schoolCode}`,
          label: `${schoolCode} ${name}`,
        })),
    },
  ];
  // Each option names its own kind: a screen reader reads an option's label and skips headings between options.
  const options = groups.flatMap(({ label: kind, options: matches }) =>
    matches.map(({ value, label: name }) => ({ value, label: `${name} · ${kind}`, name, kind })),
  );
  const go = async (chosen: string): Promise<void> => {
    if (chosen !== studentKey) {
      close();
      return void navigate(chosen);
    }
    if (isSchool) {
      if (await ofSchool.find(searchText)) close();
      return;
    }
    const only = await search.find(searchText);
    if (only === undefined) return;
    close();
    void navigate(only === null ? "/service" : `/service/${only.collectionId}`);
  };
  return (
    <Dialog
      close={close}
      footer={null}
      title={t.title}
      className="console-finder"
      // Without a close button, the field is the first element that takes the focus.
      closable={false}
    >
      <ProblemNote problem={search.problem ?? ofSchool.problem} />
      <AutoComplete
        open
        autoFocus
        defaultActiveFirstOption
        value={text}
        options={options}
        filterOption={false}
        optionRender={({ data: { name, kind } }) => (
          <Flex justify="space-between" gap={12}>
            <span>{name}</span>
            <Typography.Text type="secondary">{kind}</Typography.Text>
          </Flex>
        )}
        onSearch={setText}
        // The list swallows Escape although it has nothing to close, so the dialog never receives it.
        onKeyDown={({ key }) => key === "Escape" && close()}
        onSelect={(chosen: string) => void go(chosen)}
        notFoundContent={searchText === "" ? null : t.none}
        getPopupContainer={(field) => field.parentElement ?? document.body}
        listHeight={360}
        style={{ width: "100%" }}
      >
        <Input
          aria-label={hint}
          placeholder={hint}
          maxLength={64}
          spellCheck={false}
          autoComplete="off"
        />
      </AutoComplete>
    </Dialog>
  );
}

const studentKey = "student";
