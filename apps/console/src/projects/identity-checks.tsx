/** Students whose identity the registry has to check, with the evidence for the school to hand on. */
import { identityCheckList, pathOf } from "@gradphoto/domain";
import { Button } from "antd";
import { hasRole, useStaff } from "../lib/staff.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";

const words = wordsOf(
  { take: "下载身份材料", none: "学生尚未提交" },
  { take: "Download the evidence", none: "Nothing given yet" },
);

export function IdentityChecks({ projectId }: { readonly projectId: string }) {
  const t = useWords(words);
  const mayTake = hasRole(useStaff(), ["school-admin"]);
  return (
    <DataList
      list={identityCheckList}
      inputOf={(query) => ({ params: { projectId }, query })}
      rowsOf={({ students }) => students}
      cells={{
        nameShown: ({ student }) => student.nameMasked,
        numberShown: ({ student }) => student.studentNumberMasked,
        departmentShown: ({ student }) => student.department,
        take: ({ collectionId, evidence }) => {
          if (evidence === 0) return t.none;
          return mayTake && <Button href={pathOf("takeEvidence", { collectionId })}>{t.take}</Button>;
        },
      }}
    />
  );
}
