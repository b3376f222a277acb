/** One photo before and after processing, with the findings; each finding is drawn at its position. */
import { type Finding, groupFindings, overlaySvg, verdictWords } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Skeleton, Typography } from "antd";
import { useEffect, useState } from "react";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { SideDialog } from "../parts/side-dialog.tsx";
import { MeasuredDetails } from "./measured-details.tsx";
import { serviceWords } from "./service-words.ts";

const wordTable = wordsOf(
  { coming: "照片正在准备，稍后自动显示…" },
  { coming: "The picture is being prepared and appears by itself…" },
);

const reloadMs = 5000;

/** Image that the service may still be preparing: displays a placeholder and retries until it exists. */
function ComingImage({ src, alt }: { readonly src: string; readonly alt: string }) {
  const t = useWords(wordTable);
  const [tries, setTries] = useState(0);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    if (!isMissing) return;
    const timer = setTimeout(() => {
      setMissing(false);
      setTries((previous) => previous + 1);
    }, reloadMs);
    return () => clearTimeout(timer);
  }, [isMissing]);
  if (isMissing) return <p>{t.coming}</p>;
  return <img key={tries} src={src} alt={alt} onError={() => setMissing(true)} />;
}

interface Props {
  readonly collectionId: string;
  readonly attemptId: string;
  readonly close: () => void;
}

export function PhotoDrawer({ collectionId, attemptId, close }: Props) {
  const t = useWords(serviceWords);
  const params = { collectionId, attemptId };
  const { value: visible, problem, refetch } = useAnswer("readAttemptForService", { params });
  return (
    <SideDialog close={close} size={780} title={visible ? t.photoTitle(visible.number) : t.photo}>
      <ProblemNote problem={problem} refetch={refetch} />
      {!visible && !problem && <Skeleton active />}
      {visible && <Attempt key={visible.attemptId} attempt={visible} />}
    </SideDialog>
  );
}

function Attempt({ attempt }: { readonly attempt: RouteAnswer<"readAttemptForService"> }) {
  const t = useWords(serviceWords);
  const translate = useTranslate();
  const [finding, setFinding] = useState<Finding | null>(null);
  const { findings, original, result, deleted } = attempt;
  const { toLookAt, unjudged, notes, passed } = groupFindings(findings);
  const on = (plane: "source" | "result") => (finding?.overlay?.on === plane ? finding : null);
  return (
    <Flex vertical gap={16}>
      {deleted ? (
        <Typography.Text>{t.photoDeleted}</Typography.Text>
      ) : (
        <div className="service-pair">
          <Picture
            label={t.original}
            url={original?.url ?? null}
            size={attempt.sourceSize}
            finding={on("source")}
          />
          <Picture
            label={t.result}
            url={result?.url ?? null}
            size={attempt.resultSize}
            finding={on("result")}
          />
        </div>
      )}
      <Flex vertical gap={6}>
        {[...toLookAt, ...notes].map((one) => (
          <div key={one.id}>
            <Button
              block
              className="service-check"
              aria-pressed={one === finding}
              type={one === finding ? "primary" : "default"}
              onClick={() => setFinding(one === finding ? null : one)}
            >
              <b>
                <span aria-hidden="true">{verdictWords[one.verdict].icon} </span>
                {translate(one.title)} · {translate(verdictWords[one.verdict])}
              </b>
              <span>{translate(one.advice)}</span>
            </Button>
            <MeasuredDetails measured={[one]} />
          </div>
        ))}
        {unjudged.length > 0 && (
          <details>
            <summary>{t.unjudged(unjudged.length)}</summary>
            <ul>
              {unjudged.map((one) => (
                <li key={one.id}>{translate(one.message)}</li>
              ))}
            </ul>
          </details>
        )}
        {findings.length > 0 && (
          <Typography.Text type="secondary">{t.passed(passed.length)}</Typography.Text>
        )}
      </Flex>
      <Typography.Text type="secondary">{t.lookNoted}</Typography.Text>
    </Flex>
  );
}

interface PictureProps {
  readonly label: string;
  readonly url: string | null;
  /** Size of the picture in the coordinates of its overlays; null when nothing was measured. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly finding: Finding | null;
}

function Picture({ label, url, size, finding }: PictureProps) {
  const t = useWords(serviceWords);
  const drawn = finding && size ? overlaySvg(finding, size) : null;
  return (
    <figure className="service-picture">
      <figcaption>{label}</figcaption>
      {url === null ? (
        <p>{t.noResult}</p>
      ) : (
        <div className="service-plane">
          <ComingImage src={url} alt={label} />
          {drawn !== null && <img src={`data:image/svg+xml,${encodeURIComponent(drawn)}`} alt="" />}
        </div>
      )}
    </figure>
  );
}
