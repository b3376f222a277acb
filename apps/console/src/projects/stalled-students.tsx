/** Students who stand before the same step for days, the longest wait first, and reminding them; names masked. */
import { stalledAfterDays, stalledList } from "@gradphoto/domain";
import { Flex, Tag, Typography } from "antd";
import { useStaff } from "../lib/staff.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";
import { RemindStalled } from "./remind-stalled.tsx";

const words = wordsOf(
  {
    about: (days: number) =>
      `停滞学生：停在只有学生自己能完成的步骤（支付、拍照、提交、重拍），停滞天数不少于 ${days} 天。默认 ${stalledAfterDays} 天，可以在上面的筛选里改。人数含未同意向学校提供进度的学生，名单不含。`,
    whole: "完整姓名、学号见“导出停滞学生”。",
  },
  {
    about: (days) =>
      `Stalled: ${days} days or more at a step that only the student can take (paying, taking, submitting or retaking the photo). Default: ${stalledAfterDays} days; change it in the filter above. Students who have not agreed to share progress with the school are counted but not listed.`,
    whole: " Full names and student numbers are in “Export stalled students”.",
  },
);

const daysIn = (typed: string | undefined): number => Number(typed ?? stalledAfterDays);

export function StalledStudents({ projectId }: { readonly projectId: string }) {
  const t = useWords(words);
  const say = useSay();
  const { department, school } = useStaff();
  return (
    <DataList
      list={stalledList}
      inputOf={(query) => ({ params: { projectId }, query })}
      rowsOf={({ students }) => students}
      without={department === null ? [] : ["department", "departmentShown"]}
      cells={{
        nameShown: ({ student }) => student.nameMasked,
        numberShown: ({ student }) => student.studentNumberMasked,
        departmentShown: ({ student }) => student.department,
        classShown: ({ student }) => student.className,
      }}
      above={({ steps }, filters) => (
        <Flex vertical gap={8}>
          <Typography.Text type="secondary" style={{ maxWidth: 900 }}>
            {t.about(daysIn(filters.days))}
            {school !== null && t.whole}
          </Typography.Text>
          <Flex gap={8} wrap>
            {steps.map(({ state, label, count }) => (
              <Tag key={state}>
                {say(label)} {count}
              </Tag>
            ))}
          </Flex>
          <RemindStalled projectId={projectId} filters={{ ...filters, days: daysIn(filters.days) }} />
        </Flex>
      )}
      fileFilters={({ days }) => ({ projectId, stalledDays: daysIn(days) })}
    />
  );
}
