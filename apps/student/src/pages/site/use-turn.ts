/** Turn of the student at the phone: their code, last four and photo; then the next student. */
import { codeErrors, problemFrom } from "@gradphoto/domain";
import type { Problem } from "@gradphoto/domain/client";
import { useState } from "react";
import { canScanLive, platform } from "../../platform/index.ts";
import type { Call } from "../../service/call.ts";
import type { SitePhoto, SiteStudent } from "../../service/upload-queue.ts";
import { useAct } from "../../service/use-act.ts";
import { useSettings } from "../../state/settings.ts";
import { isOfTheLine } from "./use-site-day.ts";
import type { SiteUploads } from "./use-site-uploads.ts";

type Turn =
  | { readonly step: "scan" }
  | { readonly step: "prove"; readonly text: string; readonly attemptsLeft: number }
  | { readonly step: "shoot"; readonly student: SiteStudent };

const scanning: Turn = { step: "scan" };

interface TurnDeps {
  readonly call: Call;
  readonly link: string;
  readonly uploads: SiteUploads;
}

export function useTurn({ call, link, uploads }: TurnDeps) {
  const { language } = useSettings();
  const [turn, setTurn] = useState<Turn>(scanning);
  const [looking, setLooking] = useState(false);
  const [reading, setReading] = useState(false);
  const [typed, type] = useState("");
  const [queued, setQueued] = useState<{ readonly name: string; readonly isSaved: boolean } | null>(
    null,
  );
  const act = useAct();
  const begin = (next: Turn): void => {
    setTurn(next);
    setQueued(null);
    type("");
  };
  /** `find`: resolves to the text of a code, the problem that there is none, or null when nothing was chosen. */
  const readCode = (find: () => Promise<string | Problem | null>) =>
    act.run(async () => {
      const text = await find();
      setReading(false);
      if (typeof text !== "string") return text;
      const answer = await call("checkSiteCode", { body: { token: link, text } });
      if (!answer.ok) return answer.problem;
      begin({ step: "prove", text, attemptsLeft: answer.value.attemptsLeft });
      return null;
    });
  const readPicture = (source: "camera" | "album"): void => {
    setLooking(false);
    void readCode(async () => {
      const picture = await platform.pickPicture(source);
      if (picture === null) return null;
      setReading(true);
      const text = await platform.readCodeIn(picture);
      return (
        text ??
        problemFrom(
          "code-unreadable",
          codeErrors["code-unreadable"],
          {},
          { language, requestId: null },
        )
      );
    });
  };
  const scan = (): void => {
    const { scanCode } = platform;
    if (scanCode) void readCode(scanCode);
    else if (canScanLive) setLooking(true);
  };
  const lastFour = typed.normalize("NFKC").replace(/[\s()]/g, "");
  const mayProve = turn.step === "prove" && /^[0-9A-Za-z]{4}$/.test(lastFour);
  const prove = (): void => {
    if (turn.step !== "prove" || !mayProve) return;
    void act.run(async () => {
      const answer = await call("identifySiteStudent", {
        body: { token: link, text: turn.text, lastFour },
      });
      if (answer.ok) {
        begin({ step: "shoot", student: answer.value });
        return null;
      }
      if (answer.problem.code === "last-four-wrong") type("");
      else if (!isOfTheLine(answer.problem)) setTurn(scanning);
      return answer.problem;
    });
  };
  /** `again`: the refused photo that this one replaces. */
  const shoot = (student: SiteStudent, repeated: SitePhoto | null = null): void =>
    void act.run(async () => {
      const picture = await platform.pickPicture("camera");
      if (picture === null) return null;
      const isStored = await uploads.add(student, picture, repeated);
      if (repeated === null) begin(scanning);
      setQueued({ name: student.nameMasked, isSaved: isStored });
      return null;
    });
  return {
    ...{
      turn,
      act,
      queued,
      reading,
      looking,
      typed,
      type,
      mayProve,
      scan,
      readPicture,
      prove,
      shoot,
    },
    stopLooking: () => setLooking(false),
    seen: (text: string): void => {
      setLooking(false);
      void readCode(async () => text);
    },
    another: (): void => {
      act.dismiss();
      begin(scanning);
    },
  };
}

export type StudentTurn = ReturnType<typeof useTurn>;
