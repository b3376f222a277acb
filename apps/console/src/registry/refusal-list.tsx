/** Photos that the registry refused, each beside what our checks on the matter had said. */
import { findingLine, registryRefusalList } from "@gradphoto/domain";
import { useSay } from "../lib/words.ts";
import { DataList } from "../parts/data-list/data-list.tsx";

export function RefusalList() {
  const say = useSay();
  return (
    <DataList
      list={registryRefusalList}
      inputOf={(query) => ({ query })}
      rowsOf={({ refusals }) => refusals}
      cells={{
        reason: ({ reason }) => say(reason.label),
        findings: ({ findings }) =>
          findings.length === 0 ? "—" : findings.map((one) => <div key={one.check}>{findingLine(one, say)}</div>),
      }}
    />
  );
}
