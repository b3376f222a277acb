/** 检查照片: anyone tests a photo before paying; the device does everything, and the photo never leaves it. */
import { defaultPhotoSpecId, type PhotoSpecId, photoSpecOf, photoSpecs } from "@gradphoto/domain";
import { useRef, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { saveBlob } from "../../platform/web/save-file.ts";
import { usePrecheck } from "../../service/use-precheck.ts";
import { commonWords } from "../../words/common-words.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { Checking, EngineComing } from "./checking.tsx";
import { PhoneVerdict } from "./phone-verdict.tsx";
import { DropPlace, PhotoInput, useDroppedFile } from "./photo-input.tsx";
import { tryWords } from "./try-words.ts";
import { maxMb, useChosenPhoto } from "./use-chosen-photo.ts";
import { useEngineHere } from "./use-engine-here.ts";
import "./try.scss";

definePageConfig({ navigationBarTitleText: "检查照片" });

export default function Try() {
  const words = useWords(tryWords);
  const { retry } = useWords(commonWords);
  const [specId, setSpecId] = useState<PhotoSpecId>(defaultPhotoSpecId);
  const { picture, tooLargeMb, choose } = useChosenPhoto();
  const here = useEngineHere(picture !== null);
  const isUnusable = here.state === "unusable";
  const spec = photoSpecOf(specId);
  const precheck = usePrecheck(isUnusable ? null : picture, spec);
  const input = useRef<HTMLInputElement>(null);
  const open = () => input.current?.click();
  const over = useDroppedFile((file) => void choose(file));
  const outcome = picture && precheck.kind === "done" ? precheck.outcome : null;
  const isLeft = picture !== null && precheck.kind === "none" && precheck.isLeft;
  const isInProgress = picture !== null && !outcome && !isLeft && !isUnusable;
  const good = outcome && outcome.kind === "made" ? outcome.photo : null;
  const save = (photo: Uint8Array, spec: string) =>
    saveBlob(new Blob([photo.slice()], { type: "image/jpeg" }), `${spec}.jpg`);
  return (
    <Page
      title={words.title}
      step={null}
      foot={
        outcome && (
          <>
            {good && (
              <Button
                id="download"
                icon="download"
                onTap={() => void save(good, outcome.report.spec)}
              >
                {words.download}
              </Button>
            )}
            <Button id="another" kind={good ? "second" : "primary"} onTap={open}>
              {words.another}
            </Button>
          </>
        )
      }
    >
      <PhotoInput input={input} onFile={(file) => void choose(file)} />
      {!outcome && !isInProgress && (
        <section className="stack">
          <h2 className="title">{words.intro}</h2>
          <p className="text">{words.onDevice}</p>
        </section>
      )}
      <SpecField chosen={specId} onChoose={setSpecId} />
      {isUnusable && <Verdict lines={words.unusable} action={{ label: retry, onTap: reload }} />}
      {tooLargeMb !== null && <Verdict lines={[words.tooLarge(tooLargeMb, maxMb)]} />}
      {isLeft && !isUnusable && <Verdict lines={words.left} />}
      {isInProgress && (
        <Checking
          key={`${picture.url} ${specId}`}
          url={picture.url}
          step={precheck.kind === "checking" ? precheck.step : ""}
          here={here}
        />
      )}
      {picture && outcome && (
        <PhoneVerdict
          key={`${picture.url} ${outcome.report.spec}`}
          {...{ picture, outcome, spec }}
        />
      )}
      {!outcome && !isInProgress && !isUnusable && (
        <>
          <DropPlace over={over} onTap={open} />
          {here.state === "unasked" ? (
            <p className="quiet center">{words.unasked}</p>
          ) : (
            <EngineComing here={here} more={words.comingChoose} />
          )}
        </>
      )}
    </Page>
  );
}

/** Loads the current release: the files of the previous one may be deleted. */
const reload = (): void => location.reload();

interface VerdictProps {
  readonly lines: readonly string[];
  readonly action?: { readonly label: string; readonly onTap: () => void };
}

/** A heading on what happened, and a line on what to do. */
const Verdict = ({ lines: [heading, about], ...rest }: VerdictProps) => (
  <Notice tone="warning" {...rest}>
    <p className={about ? "heading" : "text"}>{heading}</p>
    {about && <p className="text">{about}</p>}
  </Notice>
);

interface SpecFieldProps {
  readonly chosen: PhotoSpecId;
  readonly onChoose: (id: PhotoSpecId) => void;
}

function SpecField({ chosen, onChoose }: SpecFieldProps) {
  const words = useWords(tryWords);
  const translate = useTranslate();
  return (
    <div className="field">
      <label className="field__label" htmlFor="spec">
        {words.spec}
      </label>
      <div className="spec-choice">
        <select
          id="spec"
          className="field__input"
          value={chosen}
          onChange={({ currentTarget: { value } }) => {
            const spec = photoSpecs.find(({ id }) => id === value);
            if (spec) onChoose(spec.id);
          }}
        >
          {photoSpecs.map(({ id, name }) => (
            <option key={id} value={id}>
              {translate(name)}
            </option>
          ))}
        </select>
        <span className="spec-choice__mark" aria-hidden="true">
          <Icon name="next" small />
        </span>
      </div>
    </div>
  );
}
