/** What the machine says of the photo, and who looks next. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Notice, type NoticeAction } from "../../parts/notice.tsx";
import { useSay, useWords } from "../../words/words.ts";
import { standardWords } from "./standard-words.ts";

interface VerdictProps {
  readonly attempt: RouteAnswer<"readAttempt">;
  /** The student may ask for a person in place of the machine. */
  readonly mayAskPerson: boolean;
  readonly action?: NoticeAction;
}

const tones = { pass: "success", review: "warning", refused: "danger" } as const;

export function Verdict({ attempt, mayAskPerson, ...rest }: VerdictProps) {
  const words = useWords(standardWords);
  const say = useSay();
  const { verdict, label } = attempt;
  const known = verdict === "pass" || verdict === "review" || verdict === "refused" ? verdict : null;
  const [heading, about] = known === null ? [say(label)] : words[known];
  return (
    <Notice tone={known === null ? "danger" : tones[known]} {...rest}>
      <div id="verdict">
        <p className="heading">{heading}</p>
        {about && <p className="text">{about}</p>}
        {mayAskPerson && <p className="text">{words.orPerson}</p>}
      </div>
    </Notice>
  );
}
