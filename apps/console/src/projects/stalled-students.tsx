/** Students who do not go on, by step, the longest wait first; names masked. */
import { stalledList } from "@gradphoto/domain";
import { Flex, Tag } from "antd";
import { useSay } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";

const usualDays = 3;

export function StalledStudents({ projectId }: { readonly projectId: string }) {
  const say = useSay();
  return (
    <DataList
      list={stalledList}
      inputOf={(query) => ({ params: { projectId }, query })}
      rowsOf={({ students }) => students}
      cells={{
        nameShown: ({ student }) => student.nameMasked,
        numberShown: ({ student }) => student.studentNumberMasked,
        departmentShown: ({ student }) => student.department,
        classShown: ({ student }) => student.className,
      }}
      above={({ steps }) => (
        <Flex gap={8} wrap>
          {steps.map(({ state, label, count }) => (
            <Tag key={state}>
              {say(label)} {count}
            </Tag>
          ))}
        </Flex>
      )}
      fileFilters={({ days }) => ({ projectId, stalledDays: Number(days ?? usualDays) })}
    />
  );
}
