/** Requests a senior reviewer for a photo that a reviewer rejected or the checks refused. */
import { useState } from "react";
import { call } from "../service/call.ts";
import { useAct } from "../service/use-act.ts";
import { useWords, wordsOf } from "../words/words.ts";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";
import { ProblemNotice } from "./notice.tsx";
import { Sheet } from "./sheet.tsx";

const wordTable = wordsOf(
  {
    title: "申请复核",
    about: "复核员会看这张照片，由人来决定。请说明您的理由，例如宗教或医疗原因。",
    reason: "理由",
    consent:
      "提交即单独同意由复核员处理您写下的理由（可能是敏感信息）。理由加密保存，随个人信息删除。",
    send: "提交申请",
  },
  {
    title: "A second look",
    about:
      "A senior reviewer looks at this photo, and a person decides. Please say why, for instance for religious or medical reasons.",
    reason: "Your reason",
    consent:
      "By sending you separately agree that a senior reviewer handles your reason, which may be sensitive. It is kept encrypted and deleted with your personal data.",
    send: "Send",
  },
);

interface AppealSheetProps {
  readonly collectionId: string;
  /** Id of the photo that the checks refused; absent: the one that a reviewer rejected. */
  readonly attemptId?: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function AppealSheet({ collectionId, attemptId, onClose, onDone }: AppealSheetProps) {
  const words = useWords(wordTable);
  const [reason, setReason] = useState("");
  const act = useAct();
  const send = () =>
    act.run(async () => {
      const answer = await call("appealRejection", {
        params: { collectionId },
        body: { reason, attemptId },
      });
      if (!answer.ok) return answer.problem;
      onDone();
      return null;
    });
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p className="text">{words.about}</p>
      <Field
        id="appeal-reason"
        label={words.reason}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      <p className="quiet">{words.consent}</p>
      <ProblemNotice problem={act.problem} />
      <Button busy={act.busy} off={reason.trim() === ""} onTap={() => void send()}>
        {words.send}
      </Button>
    </Sheet>
  );
}
