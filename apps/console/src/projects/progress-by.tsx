/** Progress of the students of one project by department, major or class. */
import { Flex, Segmented } from "antd";
import { useStaff } from "../lib/staff.ts";
import { useWords } from "../lib/words.ts";
import { useAddress } from "../parts/data-list/use-address.ts";
import { ProgressGroups, type ProjectProgress } from "./progress-groups.tsx";
import { progressWords } from "./progress-words.ts";

const kinds = ["department", "major", "className"] as const;

interface Props {
  readonly name: string;
  readonly progress: ProjectProgress;
}

export function ProgressBy({ name, progress }: Props) {
  const t = useWords(progressWords);
  const { values, showInDrawer } = useAddress(["by"]);
  const { department } = useStaff();
  // With only one department there is nothing to compare.
  const offered = kinds.filter((one) => one !== "department" || department === null);
  const kind = offered.find((one) => one === values.by) ?? offered[0] ?? "major";
  const rows = { department: progress.departments, major: progress.majors, className: progress.classes }[kind];
  return (
    <Flex vertical gap={12}>
      <div>
        <Segmented
          aria-label={t.groups}
          value={kind}
          options={offered.map((value) => ({ value, label: t[value] }))}
          onChange={(by) => showInDrawer({ by })}
        />
      </div>
      <ProgressGroups key={kind} name={name} kind={kind} rows={rows} total={progress} />
    </Flex>
  );
}
