/** Leaving one collection, or deleting everything: states the consequences and refunds before, and the result after. */
import { isCollectionState, isFinal } from "@gradphoto/domain";
import type { Answer, RouteAnswer } from "@gradphoto/domain/client";
import { useState } from "react";
import { AccountProof } from "../../parts/account-proof.tsx";
import { Button } from "../../parts/button.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { restartAt } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { yuan } from "../../words/amounts.ts";
import { useWords } from "../../words/words.ts";
import { myDataWords } from "./my-data-words.ts";

type MyCollection = RouteAnswer<"exportMyData">["collections"][number];
type Left = RouteAnswer<"leaveCollection">;

interface DeletionProps {
  readonly title: string;
  readonly sure: string;
  readonly yes: string;
  /** The collections that are deleted with it. */
  readonly collections: readonly MyCollection[];
  readonly work: () => Promise<Answer<"leaveCollection"> | Answer<"deleteMyData">>;
  readonly onClose: () => void;
}

function Deletion({ title, sure, yes, collections, work, onClose }: DeletionProps) {
  const words = useWords(myDataWords);
  const [left, setLeft] = useState<Left | null>(null);
  const [isProven, setProven] = useState(false);
  const act = useAct();
  const needsProof = act.problem?.code === "identity-proof-needed";
  const prove = () => {
    act.dismiss();
    setProven(true);
  };
  const run = () =>
    act.run(async () => {
      const answer = await work();
      if (!answer.ok) return answer.problem;
      setLeft(answer.value);
      return null;
    });
  const refund = ({ feeFen, refundOnLeavingFen }: MyCollection): string => {
    if (refundOnLeavingFen) return words.refunded(yuan(refundOnLeavingFen));
    return feeFen === 0 ? words.free : words.notRefunded;
  };
  const ending = collections.filter(({ refundOnLeavingFen }) => refundOnLeavingFen !== null);
  if (left)
    return (
      <Sheet title={title} onClose={() => restartAt("start")}>
        <Notice tone="success">
          {words.done(left.deletedPictures)}
          {left.refundFen > 0 && words.doneRefund(yuan(left.refundFen))}
        </Notice>
        <Button id="deleted" onTap={() => restartAt("start")}>
          {words.toStart}
        </Button>
      </Sheet>
    );
  return (
    <Sheet title={title} onClose={onClose}>
      <p className="text">{sure}</p>
      {ending.map((collection) => (
        <p className="text" key={collection.collectionId}>
          {words.ends(collection.person.studentNumber, refund(collection))}
        </p>
      ))}
      {needsProof ? (
        <AccountProof onProven={prove} />
      ) : (
        <>
          {isProven && !act.busy && act.problem === null && (
            <Notice tone="success">{words.proven(yes)}</Notice>
          )}
          <ProblemNotice problem={act.problem} />
          <Button id="delete-sure" kind="danger" busy={act.busy} onTap={() => void run()}>
            {yes}
          </Button>
        </>
      )}
    </Sheet>
  );
}

interface LeavingProps {
  readonly collection: MyCollection;
  readonly onClose: () => void;
}

export function Leaving({ collection, onClose }: LeavingProps) {
  const words = useWords(myDataWords);
  const { collectionId } = collection;
  return (
    <Deletion
      title={words.leave}
      sure={words.leaveSure}
      yes={words.leaveYes}
      collections={[collection]}
      work={() => call("leaveCollection", { params: { collectionId } })}
      onClose={onClose}
    />
  );
}

interface DeletingAllProps {
  readonly collections: readonly MyCollection[];
  readonly onClose: () => void;
}

export function DeletingAll({ collections, onClose }: DeletingAllProps) {
  const words = useWords(myDataWords);
  const isLater = collections.some(
    ({ state, refundOnLeavingFen }) =>
      refundOnLeavingFen === null && isCollectionState(state) && !isFinal(state),
  );
  return (
    <Deletion
      title={words.remove}
      sure={isLater ? `${words.removeSure}${words.removeLater}` : words.removeSure}
      yes={words.removeYes}
      collections={collections}
      work={async () => {
        const answer = await call("deleteMyData", {});
        // The session ended with the account: this call removes it before the start page is opened.
        if (answer.ok) await call("readAccount", {});
        return answer;
      }}
      onClose={onClose}
    />
  );
}
