/** How far the students of one project are, by department, major or class, as chosen. */
import { Flex, Segmented } from "antd";
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
  const { values, showBeside } = useAddress(["by"]);
  const kind = kinds.find((one) => one === values.by) ?? "department";
  const rows = { department: progress.departments, major: progress.majors, className: progress.classes }[kind];
  return (
    <Flex vertical gap={12}>
      <div>
        <Segmented
          aria-label={t.groups}
          value={kind}
          options={kinds.map((value) => ({ value, label: t[value] }))}
          onChange={(by) => showBeside({ by })}
        />
      </div>
      <ProgressGroups key={kind} name={name} kind={kind} rows={rows} whole={progress} />
    </Flex>
  );
}
