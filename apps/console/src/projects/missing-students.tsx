/** Who of the school's own list has not begun: the list is read and compared within the browser, and nothing of it leaves it. */
import { Alert, Button, Flex, Spin, Typography, Upload } from "antd";
import { useState } from "react";
import { useStaff } from "../lib/staff.ts";
import { useWords } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { SheetFaultNote } from "../parts/sheet/sheet-fault-note.tsx";
import { MissingResult } from "./missing-result.tsx";
import { missingWords } from "./missing-words.ts";
import { useOwnList } from "./use-own-list.ts";

export function MissingStudents({ projectId, name }: { readonly projectId: string; readonly name: string }) {
  const t = useWords(missingWords);
  const { department } = useStaff();
  const list = useOwnList(projectId);
  // Another file, another choice of sheet and column.
  const [files, setFiles] = useState(0);
  const { sheets, begun, fault, problem, busy, take, refresh, forget } = list;
  return (
    <Flex vertical gap={16}>
      <Alert
        type="info"
        showIcon
        title={t.privacy}
        description={department === null ? t.how : t.howDepartment(department)}
      />
      {sheets === null && (
        <Upload.Dragger
          multiple={false}
          showUploadList={false}
          disabled={busy}
          // It is never handed to the component's own upload.
          beforeUpload={(file) => {
            setFiles(files + 1);
            void take(file);
            return Upload.LIST_IGNORE;
          }}
        >
          <p>{department === null ? t.drop : t.dropDepartment}</p>
          <Typography.Text type="secondary">{t.limits}</Typography.Text>
        </Upload.Dragger>
      )}
      <SheetFaultNote fault={fault} />
      <ProblemNote problem={problem} refetch={() => void refresh()} />
      {busy && <Spin description={t.reading} />}
      {sheets && (
        <Flex gap={8}>
          <Button onClick={forget}>{t.again}</Button>
          <Button disabled={busy} onClick={() => void refresh()}>
            {t.refresh}
          </Button>
        </Flex>
      )}
      {sheets && begun && <MissingResult key={files} name={name} sheets={sheets} begun={begun} />}
    </Flex>
  );
}
