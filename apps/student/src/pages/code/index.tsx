/** 识别采集码: by the camera or out of a picture, checked against the chosen project at once. */
import type { Problem } from "@gradphoto/domain/client";
import { useState } from "react";
import { drawingOf, ink, paper, seal } from "../../drawings/drawing.ts";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { ThemedPicture } from "../../parts/themed-picture.tsx";
import { canScanLive, platform } from "../../platform/index.ts";
import { openPage, usePageParams } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { useSay, useWords, wordsOf } from "../../words/words.ts";
import { readCodeFrom } from "./read-code-from.ts";
import { ScanSheet } from "./scan-sheet.tsx";

const wordTable = wordsOf(
  {
    title: "识别采集码",
    chosen: "所选项目",
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
    chosen: "Your project",
    intro: "Please let us read the image collection code you got from CHSI.",
    scan: "Scan with the camera",
    album: "Read from album",
    guide: "How do I get the code?",
    reading: "Reading the code…",
    private: "The code serves to confirm your enrolment and is shown to nobody else.",
    picture: "A QR code",
  },
);

const drawing = drawingOf(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120" fill="none" stroke="${ink}" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"><rect x="1" y="1" width="158" height="118" rx="10" fill="${paper}" stroke="none"/><path d="M40 34V22h12M108 22h12v12M120 86v12h-12M52 98H40V86" stroke="${seal}"/><rect x="52" y="34" width="18" height="18"/><rect x="90" y="34" width="18" height="18"/><rect x="52" y="70" width="18" height="18"/><path d="M58 40h6v6h-6zM96 40h6v6h-6zM58 76h6v6h-6zM79 34v8M79 50v6h9M90 62h18M79 68v20M90 72h8v8M108 72v6M90 88h6M104 88h4M52 61h18" /></svg>`,
);

export default function Code() {
  const words = useWords(wordTable);
  const say = useSay();
  const param = usePageParams();
  const params = { schoolCode: param("schoolCode"), category: param("category") };
  const project = useAnswer("readOpenProject", { params });
  const act = useAct();
  const [reading, setReading] = useState(false);
  const [scanning, setScanning] = useState(false);
  const collectionId = param("collectionId");
  /** `find`: the text of a code, the problem that there is none, or null when the student gave up. */
  const read = (find: () => Promise<string | Problem | null>) =>
    act.run(async () => {
      const { value } = project;
      if (!value) return null;
      const text = await find();
      setReading(false);
      if (text === null) return null;
      if (typeof text !== "string") return text;
      const answer = await call("readCode", { body: { text, projectId: value.projectId } });
      if (!answer.ok) return answer.problem;
      const { readingId, attemptsLeft } = answer.value;
      const correcting = collectionId !== "" && { collectionId };
      openPage("verify", { ...params, ...correcting, readingId, attemptsLeft: String(attemptsLeft) });
      return null;
    });
  const readPicture = (way: "camera" | "album") => {
    setScanning(false);
    void read(() => readCodeFrom(way, setReading));
  };
  const scan = () => {
    const { scanCode } = platform;
    if (scanCode) void read(scanCode);
    else if (canScanLive) setScanning(true);
  };
  const ready = project.value !== null;
  return (
    <Page
      title={words.title}
      step={1}
      foot={
        <>
          <Button id="scan" icon="scan" busy={act.busy} off={!ready} onTap={scan}>
            {words.scan}
          </Button>
          <Button id="album" kind="second" icon="album" busy={act.busy} off={!ready} onTap={() => readPicture("album")}>
            {words.album}
          </Button>
          <Button id="code-guide" kind="text" onTap={() => openPage("code-guide")}>
            {words.guide}
          </Button>
        </>
      }
    >
      <p className="text">{words.intro}</p>
      <ThemedPicture className="code-picture" drawing={drawing} />
      <Loaded shown={project}>
        {(found) => (
          <div className="card">
            <p className="quiet">{words.chosen}</p>
            <h2 className="heading">{found.schoolName}</h2>
            <p className="text">
              {say(found.categoryLabel)} · {found.graduationYear}
            </p>
          </div>
        )}
      </Loaded>
      {reading && <Notice>{words.reading}</Notice>}
      <ProblemNotice problem={act.problem} />
      <p className="quiet">{words.private}</p>
      {scanning && (
        <ScanSheet
          onCode={(text) => {
            setScanning(false);
            void read(async () => text);
          }}
          onPicture={() => readPicture("camera")}
          onClose={() => setScanning(false)}
        />
      )}
    </Page>
  );
}
