/** Photos leased to reviewers; each can be returned to the queue. */
import { leaseList } from "@gradphoto/domain";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { ConfirmDialog } from "../parts/confirm-dialog.tsx";
import { DataList } from "../parts/data-list/data-list.tsx";
import { Page } from "../parts/page.tsx";

const words = wordsOf(
  {
    title: "审核占用",
    about:
      "哪位审核员占用了哪些照片。两分钟没有操作或离开审核台即放回，最迟到“占用至”放回；需要时可以立即收回。",
    free: "收回",
    sure: "收回后由别人审核，对方未提交的决定作废。确定收回？",
  },
  {
    title: "Leased photos",
    about:
      "Which photos are leased to which reviewer. They go back after two minutes without activity or when the reviewer leaves the desk, by “Leased until” at the latest; you can also take one back at once.",
    free: "Take back",
    sure: "Someone else will review it, and a decision its reviewer has not sent will not count. Take it back?",
  },
);

export default function LeasesPage() {
  const t = useWords(words);
  const invalidate = useInvalidate();
  return (
    <Page title={t.title} about={t.about}>
      <DataList
        list={leaseList}
        inputOf={(query) => ({ query })}
        rowsOf={({ tasks }) => tasks}
        cells={{
          free: ({ taskId }) => (
            <ConfirmDialog
              label={t.free}
              question={t.sure}
              route="endLease"
              input={{ params: { taskId } }}
              done={() => invalidate("listLeases")}
            />
          ),
        }}
      />
    </Page>
  );
}
