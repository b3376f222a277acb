/** List of every proposed change, its author and its outcome. */
import { configurationChangeList } from "@gradphoto/domain";
import { DataList } from "../parts/data-list/data-list.tsx";

export function ChangeHistory() {
  return (
    <DataList
      list={configurationChangeList}
      inputOf={(query) => ({ query })}
      rowsOf={({ changes }) => changes}
      cells={{}}
    />
  );
}
