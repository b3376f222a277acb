/**
 * Printed poster with the codes of a project, for the wall of a department or class; also the links and codes to send.
 */
import { type Bilingual, forbidsBlueClothes, pathOf } from "@gradphoto/domain";
import { Button, Empty, Flex, Skeleton, Typography } from "antd";
import { type ReactNode, useState } from "react";
import { useParams } from "react-router";
import { lastOpenDay } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { usePhotoSpecs } from "../lib/use-photo-specs.ts";
import { useWords, wordsOf } from "../lib/words.ts";
import { projectName } from "../parts/options.ts";
import { Page } from "../parts/page.tsx";
import { type Place, PlaceChoice, placeName } from "../parts/place-choice.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { QrCode } from "../parts/qr-code.tsx";
import "../parts/print.css";

const words = wordsOf(
  { none: "暂时没有从微信取得小程序码", retry: "再取一次" },
  { none: "WeChat returned no code just now", retry: "Ask again" },
);

interface Props {
  readonly address: string;
  readonly label: string;
  /** Content that appears only with a code. */
  readonly below: ReactNode;
}

/** Mini-program code drawn by WeChat; while there is none, it can be requested again. */
function MiniProgramCode({ address, label, below }: Props) {
  const t = useWords(words);
  const [tries, setTries] = useState(0);
  const [missing, setMissing] = useState(false);
  if (missing) {
    const retry = () => {
      setMissing(false);
      setTries(tries + 1);
    };
    return (
      <Empty description={t.none} className="print-choices">
        <Button onClick={retry}>{t.retry}</Button>
      </Empty>
    );
  }
  return (
    <>
      <img
        className="print-entry-code"
        key={tries}
        src={address}
        alt={label}
        onError={() => setMissing(true)}
      />
      {below}
    </>
  );
}

/** Texts of the poster in both languages, Chinese first. */
const entryPosterWords = wordsOf(
  {
    title: "入口海报",
    about:
      "学生扫码后学校与学历类别已选好，不用查找。可选院系、班级印在海报上；打印时选 A4 纸、缩放 100%。",
    noDepartments: "还没有院系名单：可先在项目的“总览”里填写应采人数。",
    print: "打印",
    code: "小程序码",
    qr: "网页二维码",
    back: "返回项目",
    project: "本项目的链接",
    school: "全校的链接",
    save: "下载小程序码",
  },
  {
    title: "Project poster",
    about:
      "Scanning opens the project with the school and category already chosen. You can name a department or class on the poster. Print on A4 at 100%.",
    noDepartments:
      "No departments yet: enter the expected numbers first, under “Overview” of the project.",
    print: "Print",
    back: "Back to the project",
    code: "Mini-program code",
    qr: "QR code of the web page",
    project: "Link to this project",
    school: "Link to the whole school",
    save: "Download the mini-program code",
  },
);

const onPaper = {
  heading: { zh: "扫码采集毕业证照", en: "Scan for your graduation photo" },
  wechat: { zh: "微信扫一扫", en: "In WeChat" },
  browser: { zh: "手机浏览器扫码", en: "In any browser" },
} as const satisfies Readonly<Record<string, Bilingual>>;

const untilOnPaper = (lastDay: string): Bilingual => ({
  zh: `采集截止 ${lastDay}，请尽早完成`,
  en: `Open until ${lastDay}; please finish early`,
});

const hotlineOnPaper = (hotline: string): Bilingual => ({
  zh: `遇到问题请拨打 ${hotline}`,
  en: `Questions? Call ${hotline}. We are glad to help.`,
});

/** Requirements and steps for a student; `isWithoutBlue`: a blue background forbids blue clothes. */
const stepsOnPaper = (isWithoutBlue: boolean): readonly Bilingual[] => [
  {
    zh: "准备好学信网图像采集码，扫上面的码进入",
    en: "Have your CHSI collection code ready and scan a code above",
  },
  {
    zh: `穿单色有领上衣${isWithoutBlue ? "，不穿蓝色" : ""}，请同学在白墙前帮您拍`,
    en: `Wear a plain top with a collar${isWithoutBlue ? ", not a blue one," : ""} and ask a friend to photograph you against a white wall`,
  },
  {
    zh: "核对后提交，结果会通知您；未通过可免费重拍",
    en: "Check it and submit. We will tell you the result; if it is not approved, a retake is free.",
  },
];

const inChinese = ({ zh }: Bilingual): string => zh;

export default function EntryPosterPage() {
  const t = useWords(entryPosterWords);
  const { projectId = "" } = useParams();
  const params = { projectId };
  const project = useAnswer("readProject", { params });
  const entries = useAnswer("readProjectEntries", { params });
  const progress = useAnswer("readProjectProgress", { params });
  const { specs, problem: specProblem } = usePhotoSpecs();
  const spec = specs.find(({ spec: { id } }) => id === project.value?.specId)?.spec;
  const problem = project.problem ?? entries.problem ?? specProblem;
  const [place, setPlace] = useState<Place>({});
  const departments = progress.value?.departments.map(({ department }) => department);
  const isLoaded = project.value !== undefined && entries.value !== undefined && spec !== undefined;
  const actions = (
    <>
      <PlaceChoice
        classes={progress.value?.classes ?? []}
        departments={departments ?? []}
        place={place}
        choose={setPlace}
        of="named"
      />
      <Button type="primary" disabled={!isLoaded} onClick={() => window.print()}>
        {t.print}
      </Button>
    </>
  );
  return (
    <Page
      title={t.title}
      about={t.about}
      back={{ to: `/projects/${projectId}`, words: t.back }}
      actions={actions}
    >
      <ProblemNote problem={problem ?? progress.problem} />
      {departments?.every((department) => department === "") && (
        <Typography.Text type="secondary" className="print-choices">
          {t.noDepartments}
        </Typography.Text>
      )}
      {entries.value && (
        <Flex gap={32} wrap className="print-choices">
          <EntryLink projectId={projectId} of="project" link={entries.value.projectLink} />
          <EntryLink projectId={projectId} of="school" link={entries.value.schoolLink} />
        </Flex>
      )}
      {!isLoaded && !problem && <Skeleton active />}
      {project.value && entries.value && spec && (
        <div className="print-poster print-entry-poster">
          <p className="print-poster-small">{projectName(project.value, inChinese)}</p>
          <p className="print-poster-title">{onPaper.heading.zh}</p>
          <p lang="en">{onPaper.heading.en}</p>
          {placeName(place) !== "" && <p className="print-poster-small">{placeName(place)}</p>}
          <div className="print-poster-codes">
            <div>
              <MiniProgramCode
                address={pathOf("downloadMiniProgramCode", params, { of: "project" })}
                label={t.code}
                below={<Both words={onPaper.wechat} />}
              />
            </div>
            <div>
              <QrCode text={entries.value.projectLink} label={t.qr} />
              <Both words={onPaper.browser} />
            </div>
          </div>
          <ol className="print-poster-steps">
            {stepsOnPaper(forbidsBlueClothes(spec)).map((step) => (
              <li key={step.zh}>
                <Both words={step} />
              </li>
            ))}
          </ol>
          <Both words={untilOnPaper(lastOpenDay(project.value.closesAt))} />
          <Both words={hotlineOnPaper(project.value.hotline)} />
        </div>
      )}
    </Page>
  );
}

interface EntryLinkProps {
  readonly projectId: string;
  readonly of: "project" | "school";
  readonly link: string;
}

/** Link for a group chat or a leaflet of the school. */
function EntryLink({ projectId, of, link }: EntryLinkProps) {
  const t = useWords(entryPosterWords);
  return (
    <Flex vertical gap={4} align="flex-start">
      <Typography.Text strong>{t[of]}</Typography.Text>
      <Typography.Text copyable style={{ overflowWrap: "anywhere" }}>
        {link}
      </Typography.Text>
      <Button size="small" href={pathOf("downloadMiniProgramCode", { projectId }, { of })}>
        {t.save}
      </Button>
    </Flex>
  );
}

const Both = ({ words: { zh, en } }: { readonly words: Bilingual }) => (
  <p>
    {zh}
    <small lang="en">{en}</small>
  </p>
);
