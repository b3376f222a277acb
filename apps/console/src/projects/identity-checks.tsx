/** Students whose identity the registry must check, with the evidence for the school to forward. */
import { identityCheckList, pathOf } from "@gradphoto/domain";
import { Button, Typography } from "antd";
import { hasRole, useStaff } from "../lib/staff.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";

const words = wordsOf(
  {
    about: "学信网正在核验身份的学生。身份材料由学生提交，学校下载后按学信网的要求转交。",
    take: "下载身份材料",
    none: "学生尚未提交",
  },
  {
    about:
      "Students whose identity CHSI is checking. They submit the evidence; the school downloads it and passes it on as CHSI asks.",
    take: "Download the evidence",
    none: "Nothing submitted yet",
  },
);

export function IdentityChecks({ projectId }: { readonly projectId: string }) {
  const t = useWords(words);
  const mayTake = hasRole(useStaff(), ["school-admin"]);
  return (
    <DataList
      list={identityCheckList}
      inputOf={(query) => ({ params: { projectId }, query })}
      rowsOf={({ students }) => students}
      above={() => <Typography.Text type="secondary">{t.about}</Typography.Text>}
      cells={{
        displayedName: ({ student }) => student.name,
        displayedNumber: ({ student }) => student.studentNumber,
        displayedDepartment: ({ student }) => student.department,
        take: ({ collectionId, evidence }) => {
          if (evidence === 0) return t.none;
          return mayTake && <Button href={pathOf("takeEvidence", { collectionId })}>{t.take}</Button>;
        },
      }}
    />
  );
}
