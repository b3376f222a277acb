/** The codes that lead to a project on a sheet of paper, for the wall of a department or class. */
import { type Bilingual, forbidsBlueClothes, pathOf } from "@gradphoto/domain";
import { Button, Skeleton, Typography } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { lastOpen } from "../lib/amounts.ts";
import { usePhotoSpecs } from "../lib/photo-specs.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { Page } from "../parts/page.tsx";
import { type Place, PlaceChoice, placeName } from "../parts/place-choice.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { projectName } from "../parts/project-name.ts";
import { QrCode } from "../parts/qr-code.tsx";
import { entryPosterWords, hotlineOnPaper, onPaper, stepsOnPaper, untilOnPaper } from "./entry-poster-words.ts";
import { MiniProgramCode } from "./mini-program-code.tsx";
import "../parts/print.css";

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
  const isWhole = project.value !== undefined && entries.value !== undefined && spec !== undefined;
  const actions = (
    <>
      <PlaceChoice
        classes={progress.value?.classes ?? []}
        departments={departments ?? []}
        place={place}
        choose={setPlace}
        of="named"
      />
      <Button type="primary" disabled={!isWhole} onClick={() => window.print()}>
        {t.print}
      </Button>
    </>
  );
  return (
    <Page
      title={t.title}
      about={t.about}
      back={{ to: `/projects/${projectId}?tab=entries`, words: t.back }}
      actions={actions}
    >
      <ProblemNote problem={problem ?? progress.problem} />
      {departments?.every((department) => department === "") && (
        <Typography.Text type="secondary" className="print-choices">
          {t.noDepartments}
        </Typography.Text>
      )}
      {!isWhole && !problem && <Skeleton active />}
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
          <Both words={untilOnPaper(lastOpen(project.value.closesAt))} />
          <Both words={hotlineOnPaper(project.value.hotline)} />
        </div>
      )}
    </Page>
  );
}

const Both = ({ words: { zh, en } }: { readonly words: Bilingual }) => (
  <p>
    {zh}
    <small lang="en">{en}</small>
  </p>
);
