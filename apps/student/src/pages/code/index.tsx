/**
 * 识别采集码: reads the code by camera or from a picture. The code determines school, category and year, overriding any
 * earlier choice.
 */
import { drawingColours, drawingOf } from "@gradphoto/domain";
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { LastFourField, useLastFour, VerifyButton } from "../../parts/last-four.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { ThemedPicture } from "../../parts/picture.tsx";
import { ScanSheet } from "../../parts/scan-sheet.tsx";
import { canScanLive, platform } from "../../platform/index.ts";
import { openPage, usePageParams } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { storeVerifiedStudent } from "../../state/verified-student.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";
import { readCodeFrom } from "./read-code-from.ts";

definePageConfig({ navigationBarTitleText: "识别采集码" });

const wordTable = wordsOf(
  {
    title: "识别采集码",
    chosen: "您选择的",
    onCode: "采集码上的",
    differs:
      "采集码上的院校或学历类别与您选择的不同。请核对：如采集码是您本人的，以采集码为准继续。",
    goOn: "以采集码为准，继续",
    other: "换一个采集码",
    intro: "请识别您在学信网获取的图像采集码。",
    scan: "扫码识别",
    album: "相册识别",
    guide: "如何获取采集码",
    reading: "正在识别采集码…",
    private: "采集码只用于核对您的学籍，不会显示给他人。",
    picture: "一个二维码",
  },
  {
    title: "Collection code",
    chosen: "You chose",
    onCode: "On the code",
    differs:
      "The school or category on the code differs from what you chose. Please check: if the code is your own, go on with what it says.",
    goOn: "Go on with what the code says",
    other: "Read another code",
    intro: "Scan the image collection code you got from CHSI, or choose its picture.",
    scan: "Scan with the camera",
    album: "Read from album",
    guide: "How do I get the code?",
    reading: "Reading the code…",
    private: "The code serves to confirm your enrolment and is shown to nobody else.",
    picture: "A QR code",
  },
);

const { ink, paper, seal } = drawingColours;

const drawing = drawingOf(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120" fill="none" stroke="${ink}" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"><rect x="1" y="1" width="158" height="118" rx="10" fill="${paper}" stroke="none"/><path d="M40 34V22h12M108 22h12v12M120 86v12h-12M52 98H40V86" stroke="${seal}"/><rect x="52" y="34" width="18" height="18"/><rect x="90" y="34" width="18" height="18"/><rect x="52" y="70" width="18" height="18"/><path d="M58 40h6v6h-6zM96 40h6v6h-6zM58 76h6v6h-6zM79 34v8M79 50v6h9M90 62h18M79 68v20M90 72h8v8M108 72v6M90 88h6M104 88h4M52 61h18" /></svg>`,
);

type Read = RouteAnswer<"readCode">;

export default function Code() {
  const words = useWords(wordTable);
  const param = usePageParams<"code">();
  const chosen = { schoolCode: param("schoolCode"), category: param("category") };
  const collectionId = param("collectionId");
  // A student who starts with the code has chosen nothing: the code contains everything and is verified on this page.
  const isDirect = chosen.schoolCode === "";
  useEffect(() => platform.prepareCodeReader(), []);
  const act = useAct();
  const [reading, setReading] = useState(false);
  const [scanning, setScanning] = useState(false);
  const [read, setRead] = useState<Read | null>(null);
  const lastFour = useLastFour(read?.readingId ?? "", (verified) => {
    storeVerifiedStudent(verified);
    const { readingId, project } = verified;
    openPage("eligible", { readingId, schoolCode: project.schoolCode, category: project.category });
  });
  const goOn = ({ readingId, project: { schoolCode, category } }: Read) =>
    openPage("verify", { schoolCode, category, collectionId, readingId });
  /** `find`: resolves to the text of a code, the problem that there is none, or null when the student cancelled. */
  const readText = (find: () => Promise<string | Problem | null>) =>
    act.run(async () => {
      const text = await find();
      setReading(false);
      if (text === null) return null;
      setRead(null);
      if (typeof text !== "string") return text;
      const answer = await call("readCode", { body: { text } });
      if (!answer.ok) return answer.problem;
      const { schoolCode, category } = answer.value.project;
      if (chosen.schoolCode === schoolCode && chosen.category === category) goOn(answer.value);
      else setRead(answer.value);
      return null;
    });
  const readPicture = (source: "camera" | "album") => {
    setScanning(false);
    void readText(() => readCodeFrom(source, setReading));
  };
  const scan = () => {
    const { scanCode } = platform;
    if (scanCode) void readText(scanCode);
    else if (canScanLive) setScanning(true);
  };
  return (
    <Page
      title={words.title}
      step={1}
      answer={<ProblemNotice problem={act.problem} />}
      foot={
        read ? (
          <>
            {isDirect ? (
              <VerifyButton lastFour={lastFour} />
            ) : (
              <Button id="go-on-with-code" onTap={() => goOn(read)}>
                {words.goOn}
              </Button>
            )}
            <Button id="other-code" kind="text" onTap={() => setRead(null)}>
              {words.other}
            </Button>
          </>
        ) : (
          <>
            <Button id="scan" icon="scan" busy={act.busy} onTap={scan}>
              {words.scan}
            </Button>
            <Button
              id="album"
              kind="second"
              icon="album"
              busy={act.busy}
              onTap={() => readPicture("album")}
            >
              {words.album}
            </Button>
            <Button id="code-guide" kind="text" onTap={() => openPage("code-guide")}>
              {words.guide}
            </Button>
          </>
        )
      }
    >
      {read === null && (
        <>
          <p className="text">{words.intro}</p>
          <ThemedPicture className="code-picture" drawing={drawing} />
        </>
      )}
      {!isDirect && <ChosenSchool {...chosen} />}
      {read && (
        <>
          {!isDirect && <Notice tone="warning">{words.differs}</Notice>}
          <SchoolCard title={words.onCode} project={read.project} />
        </>
      )}
      {read && isDirect && <LastFourField lastFour={lastFour} />}
      {reading && <Notice>{words.reading}</Notice>}
      <p className="quiet">{words.private}</p>
      {scanning && (
        <ScanSheet
          onCode={(text) => {
            setScanning(false);
            void readText(async () => text);
          }}
          onPicture={() => readPicture("camera")}
          onClose={() => setScanning(false)}
        />
      )}
    </Page>
  );
}

function ChosenSchool(chosen: { readonly schoolCode: string; readonly category: string }) {
  const words = useWords(wordTable);
  const project = useAnswer("readOpenProject", { params: chosen });
  return (
    <Loaded answer={project}>
      {({ schoolName, categoryLabel }) => (
        <SchoolCard title={words.chosen} project={{ schoolName, categoryLabel }} />
      )}
    </Loaded>
  );
}

/** `graduationYear`: known only from the code. */
function SchoolCard({
  title,
  project: { schoolName, categoryLabel, graduationYear },
}: {
  readonly title: string;
  readonly project: Pick<Read["project"], "schoolName" | "categoryLabel"> &
    Partial<Pick<Read["project"], "graduationYear">>;
}) {
  const translate = useTranslate();
  return (
    <div className="card">
      <p className="quiet">{title}</p>
      <h2 className="heading">{schoolName}</h2>
      <p className="text">
        {translate(categoryLabel)}
        {graduationYear !== undefined && ` · ${graduationYear}`}
      </p>
    </div>
  );
}
