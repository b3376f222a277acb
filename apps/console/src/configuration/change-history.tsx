/** Every change that was proposed, by whom, and what became of it. */
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
