/** Input of the student at the phone, the name to read out, and what they must do first. */
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { QrCode } from "../../parts/qr-code.tsx";
import { platform } from "../../platform/index.ts";
import { pathOf } from "../../platform/navigation.ts";
import { useWords } from "../../words/words.ts";
import { siteWords } from "./site-words.ts";
import type { Line, NextCall } from "./use-site-day.ts";
import type { StudentTurn } from "./use-turn.ts";

interface LineCardProps {
  readonly line: Line;
  readonly nextCall: NextCall;
}

/** 叫号: the called number, how many wait, and the button that calls the next one. */
export function LineCard({
  line: { nowCalled, waiting },
  nextCall: { act, called, next },
}: LineCardProps) {
  const words = useWords(siteWords);
  // A call without an answer may have called the last number, so it must stay repeatable.
  const nobodyToCall = waiting === 0 && act.problem === null;
  return (
    <section className="card">
      <div className="row row--between">
        <h2 className="heading">{words.line}</h2>
        <p className="text" id="line">
          {nowCalled === null ? words.nobodyYet : words.now(nowCalled)} · {words.waiting(waiting)}
        </p>
      </div>
      <p className="heading" id="called" role="status">
        {called}
      </p>
      <ProblemNotice problem={act.problem} />
      <Button
        id="call-next"
        kind="second"
        busy={act.busy}
        off={nobodyToCall}
        onTap={() => void next()}
      >
        {words.next}
      </Button>
    </section>
  );
}

/** Steps that the student must do on their own phone. */
const doneFirst: readonly string[] = ["site-not-started", "site-not-paid", "site-consent-missing"];

export function TurnCard({
  turn: { turn, act, queued, reading, typed, type, prove },
}: {
  readonly turn: StudentTurn;
}) {
  const words = useWords(siteWords);
  return (
    <>
      {queued && (
        <Notice tone={queued.isSaved ? "success" : "warning"}>
          <p className="text">{words.queued(queued.name)}</p>
          {!queued.isSaved && <p className="text">{words.unkept}</p>}
        </Notice>
      )}
      {act.problem && doneFirst.includes(act.problem.code) && (
        <div className="card">
          <p className="text">{words.begin}</p>
          <QrCode text={platform.linkTo(pathOf("start"))} label={words.begin} />
        </div>
      )}
      {reading && <Notice>{words.reading}</Notice>}
      {turn.step === "prove" && (
        <div className="card">
          <Notice>{words.handOver}</Notice>
          <Field
            id="last-four"
            label={words.lastFour}
            hint={words.lastFourHint}
            kind="code"
            maxLength={8}
            value={typed}
            onChange={type}
            onEnter={prove}
          />
          {act.problem === null && <p className="quiet">{words.tries(turn.attemptsLeft)}</p>}
        </div>
      )}
      {turn.step === "shoot" && (
        <div className="card">
          <p className="quiet">{words.aloud}</p>
          <p className="site__name" id="site-name">
            {turn.student.nameMasked}
          </p>
          <p className="text">{words.aloudHint}</p>
        </div>
      )}
    </>
  );
}
