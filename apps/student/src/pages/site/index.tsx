/**
 * 现场拍摄: one helper's phone photographs a class: scan, last four, photo, next. Photos are sent when the connection
 * allows.
 */
import { useState } from "react";
import { Skeleton } from "../../parts/loaded.tsx";
import { ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { ScanSheet } from "../../parts/scan-sheet.tsx";
import { usePageParams } from "../../platform/navigation.ts";
import { callAs } from "../../service/call.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { PhotoList } from "./photo-list.tsx";
import { siteWords } from "./site-words.ts";
import { LineCard, TurnCard } from "./turn-card.tsx";
import { TurnFoot } from "./turn-foot.tsx";
import { type SiteDay, useNextCall, useSiteDay } from "./use-site-day.ts";
import { useSiteUploads } from "./use-site-uploads.ts";
import { useTurn } from "./use-turn.ts";

definePageConfig({ navigationBarTitleText: "现场拍摄" });

export default function Site() {
  const words = useWords(siteWords);
  const link = usePageParams<"site">()("link");
  // A helper has no session: the link is the only authorization.
  const [call] = useState(() => callAs(() => null));
  const { siteDay, closed, put } = useSiteDay(call, link);
  const uploads = useSiteUploads();
  const turn = useTurn({ call, link, uploads });
  const nextCall = useNextCall(call, link, (line) => siteDay && put({ ...siteDay, ...line }));
  const isOpen = siteDay !== null && closed === null;
  return (
    <Page
      title={words.title}
      step={null}
      answer={<ProblemNotice problem={turn.act.problem} />}
      foot={isOpen && <TurnFoot turn={turn} />}
    >
      <ProblemNotice problem={closed} />
      {siteDay === null && closed === null && <Skeleton />}
      {isOpen && (
        <>
          <TurnCard turn={turn} />
          {turn.turn.step === "scan" && (
            <>
              <DayCard siteDay={siteDay} />
              <LineCard line={siteDay} nextCall={nextCall} />
            </>
          )}
        </>
      )}
      {/* A student holds the phone now and must not see the others' data. */}
      {turn.turn.step !== "prove" && (
        <PhotoList
          uploads={uploads}
          busy={turn.act.busy}
          onRetake={(photo) => turn.shoot(photo, photo)}
        />
      )}
      {turn.looking && (
        <ScanSheet
          onCode={turn.seen}
          onPicture={() => turn.readPicture("camera")}
          onClose={turn.stopLooking}
        />
      )}
    </Page>
  );
}

function DayCard({
  siteDay: { day, schoolName, categoryLabel, graduationYear },
}: {
  readonly siteDay: SiteDay;
}) {
  const words = useWords(siteWords);
  const translate = useTranslate();
  return (
    <div className="card">
      <p className="quiet">{words.day(day)}</p>
      <h2 className="heading">{schoolName}</h2>
      <p className="text">
        {translate(categoryLabel)} · {graduationYear}
      </p>
      <p className="quiet">{words.intro}</p>
    </div>
  );
}
