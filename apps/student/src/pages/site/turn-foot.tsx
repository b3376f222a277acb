/** Next buttons in the turn of a student. */
import { Button } from "../../parts/button.tsx";
import { canScanLive } from "../../platform/index.ts";
import { useWords } from "../../words/words.ts";
import { siteWords } from "./site-words.ts";
import type { StudentTurn } from "./use-turn.ts";

export function TurnFoot({
  turn: { turn, act, mayProve, scan, readPicture, prove, shoot, another },
}: {
  readonly turn: StudentTurn;
}) {
  const words = useWords(siteWords);
  const { busy } = act;
  if (turn.step === "scan") {
    return (
      <>
        <Button id="scan" icon="scan" busy={busy} onTap={scan}>
          {words.scan}
        </Button>
        {canScanLive && (
          <Button
            id="album"
            kind="second"
            icon="album"
            busy={busy}
            onTap={() => readPicture("album")}
          >
            {words.picture}
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      {turn.step === "prove" ? (
        <Button id="prove" busy={busy} off={!mayProve} onTap={prove}>
          {words.confirm}
        </Button>
      ) : (
        <Button id="site-shoot" icon="camera" busy={busy} onTap={() => shoot(turn.student)}>
          {words.shoot}
        </Button>
      )}
      <Button id="other-student" kind="text" busy={busy} onTap={another}>
        {words.other}
      </Button>
    </>
  );
}
