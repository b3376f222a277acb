/** Field for the last four characters of the ID number: wrong ones are counted, then the service enforces a pause. */
import type { Answer, RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
import { call } from "../service/call.ts";
import { type Act, useAct } from "../service/use-act.ts";
import { useWords, wordsOf } from "../words/words.ts";
import { Button } from "./button.tsx";
import { Field, focusField } from "./field.tsx";
import { Notice, ProblemNotice } from "./notice.tsx";
import { minutesAndSeconds, useSecondsLeft } from "./use-seconds-left.tsx";

const wordTable = wordsOf(
  {
    label: "证件号后四位",
    hint: "末位是 X 请输入 X；港澳台证件号请略去括号",
    pause: "连续输错几次后，要等一段时间才能再试。",
    wait: (time: string) => `${time} 后可以再试。`,
    confirm: "核验",
  },
  {
    label: "Last four of the ID number",
    hint: "Type X where the last one is X; leave out the brackets of Hong Kong, Macau and Taiwan numbers",
    pause: "After several wrong entries you have to wait for a while.",
    wait: (time) => `You can try again in ${time}.`,
    confirm: "Confirm",
  },
);

/** Normalized for sending: people type brackets and full-width letters. */
export const plainLastFour = (typed: string): string =>
  typed.normalize("NFKC").replace(/[\s()]/g, "");

export const isLastFour = (typed: string): boolean => /^[0-9A-Za-z]{4}$/.test(plainLastFour(typed));

interface LastFourInputProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onEnter: () => void;
}

export function LastFourInput(props: LastFourInputProps) {
  const words = useWords(wordTable);
  return <Field label={words.label} hint={words.hint} kind="code" maxLength={8} {...props} />;
}

export interface LastFour {
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly act: Act;
  readonly secondsLeft: number;
  readonly mayVerify: boolean;
  readonly verify: () => void;
}

export const useLastFour = (
  readingId: string,
  onVerified: (verified: RouteAnswer<"verifyCode">) => void,
): LastFour =>
  useLastFourOf<"verifyCode">(
    (lastFour) => call("verifyCode", { body: { readingId, lastFour } }),
    onVerified,
  );

export function useLastFourOf<Name extends "verifyCode" | "proveAccount">(
  request: (lastFour: string) => Promise<Answer<Name>>,
  onVerified: (verified: RouteAnswer<Name>) => void,
): LastFour {
  const [typed, type] = useState("");
  const act = useAct();
  const [untilMs, setUntilMs] = useState(0);
  const secondsLeft = useSecondsLeft(untilMs);
  const mayVerify = secondsLeft === 0 && isLastFour(typed);
  const verify = () =>
    void act.run(async () => {
      const answer = await request(plainLastFour(typed));
      if (!answer.ok) {
        const { code, lockedUntil } = answer.problem;
        if (code === "last-four-wrong") type("");
        if (lockedUntil !== undefined) setUntilMs(Date.parse(lockedUntil));
        return answer.problem;
      }
      onVerified(answer.value);
      return null;
    });
  return { typed, type, act, secondsLeft, mayVerify, verify };
}

const fieldId = "last-four";

/** Counts no tries before the first one: other readings of the same code use them up as well. */
export function LastFourField({ lastFour }: { readonly lastFour: LastFour }) {
  const { typed, type, act, secondsLeft, mayVerify, verify } = lastFour;
  const words = useWords(wordTable);
  useEffect(() => focusField(fieldId), []);
  return (
    <>
      <LastFourInput
        id={fieldId}
        value={typed}
        onChange={type}
        onEnter={() => mayVerify && verify()}
      />
      <ProblemNotice problem={act.problem} />
      {secondsLeft > 0 && (
        <Notice tone="warning">{words.wait(minutesAndSeconds(secondsLeft))}</Notice>
      )}
      {act.problem === null && secondsLeft === 0 && <p className="quiet">{words.pause}</p>}
    </>
  );
}

export function VerifyButton({
  lastFour: { act, mayVerify, verify },
}: {
  readonly lastFour: LastFour;
}) {
  const words = useWords(wordTable);
  return (
    <Button id="verify" busy={act.busy} off={!mayVerify} onTap={verify}>
      {words.confirm}
    </Button>
  );
}
