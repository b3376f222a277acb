/** 身份核验: what the registry's comparison said, and the two ways on: another photo, or evidence for a person to look at. */
import { isConsentPurpose, isEvidenceKind, shanghaiTime, uploadedPicture } from "@gradphoto/domain";
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Tick } from "../../parts/tick.tsx";
import { platform } from "../../platform/index.ts";
import { openPage, replacePage, usePageParams } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { useFollowedCollection } from "../../service/use-followed-collection.ts";
import { nextStepOf } from "../../way/next-step.ts";
import { useSay, useWords } from "../../words/words.ts";
import { identityWords } from "./identity-words.ts";

type IdentityCheck = RouteAnswer<"readIdentityCheck">;

export default function Identity() {
  const words = useWords(identityWords);
  const param = usePageParams<"identity">();
  const collectionId = param("collectionId");
  const shown = useAnswer("readIdentityCheck", { params: { collectionId } });
  useMoveOn(collectionId);
  const [saved, setSaved] = useState<"received" | "too-large" | null>(null);
  const [ticked, setTicked] = useState(false);
  const act = useAct();
  /** What is agreed to may have changed with it. */
  const shownAnew = async (problem: Problem | null): Promise<Problem | null> => {
    await shown.refetch();
    return problem;
  };
  const give = (kind: string, { purpose, version, givenAt }: IdentityCheck["consent"]) =>
    act.run(async () => {
      setSaved(null);
      const picture = await platform.pickPicture("album");
      if (!picture || !isEvidenceKind(kind)) return null;
      if (picture.bytes > uploadedPicture.maxBytes) {
        setSaved("too-large");
        return null;
      }
      if (givenAt === null && isConsentPurpose(purpose)) {
        const consents = [{ purpose, version }];
        const agreed = await call("giveConsents", { params: { collectionId }, body: { consents } });
        if (!agreed.ok) {
          // Other words ask for another tick.
          if (agreed.problem.code === "consent-outdated") setTicked(false);
          return shownAnew(agreed.problem);
        }
      }
      const answer = await call("giveEvidence", {
        params: { collectionId },
        query: { evidenceKind: kind },
        picture: { picture, onProgress: () => {} },
      });
      if (!answer.ok) return shownAnew(answer.problem);
      setSaved("received");
      return shownAnew(null);
    });
  const isAgreed = shown.value !== null && shown.value.consent.givenAt !== null;
  // Taken back later, it takes another tick.
  useEffect(() => {
    if (isAgreed) setTicked(false);
  }, [isAgreed]);
  return (
    <Page
      title={words.title}
      step={4}
      answer={
        <>
          {saved === "received" && <Notice tone="success">{words.saved}</Notice>}
          {saved === "too-large" && <Notice tone="danger">{words.tooLarge}</Notice>}
          <ProblemNotice problem={act.problem} onConsent={() => openPage("service", { collectionId, back: "page" })} />
        </>
      }
      foot={
        shown.value && (
          <Button id="retake" kind="second" onTap={() => openPage("rules", { collectionId })}>
            {words.retake}
          </Button>
        )
      }
    >
      <Loaded shown={shown}>
        {(check) => (
          <Check
            check={check}
            busy={act.busy}
            ticked={ticked}
            onTick={() => setTicked(!ticked)}
            onGive={(kind) => void give(kind, check.consent)}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** The registry's last word may come while the page stands open. */
function useMoveOn(collectionId: string): void {
  const collection = useFollowedCollection(collectionId);
  const next = collection.value ? nextStepOf(collection.value.state).page : "identity";
  useEffect(() => {
    if (next === "rejected" || next === "completed") replacePage(next, { collectionId });
    if (next === null) replacePage("collection", { collectionId });
  }, [next, collectionId]);
}

interface CheckProps {
  readonly check: IdentityCheck;
  readonly busy: boolean;
  readonly ticked: boolean;
  readonly onTick: () => void;
  readonly onGive: (kind: string) => void;
}

function Check({ check, busy, ticked, onTick, onGive }: CheckProps) {
  const words = useWords(identityWords);
  const say = useSay();
  const { label, tone, advice, evidence, takenAt, consent } = check;
  const isGiven = evidence.some(({ givenAt }) => givenAt !== null);
  return (
    <>
      <Notice tone={tone === "danger" ? "danger" : "warning"}>
        <p className="heading">{say(label)}</p>
        <p className="text">{say(advice)}</p>
      </Notice>
      {takenAt !== null && <Notice tone="success">{words.taken(shanghaiTime(takenAt))}</Notice>}
      {takenAt === null && isGiven && <Notice>{words.waiting}</Notice>}
      <section className="card">
        <h2 className="heading">{words.evidence}</h2>
        <p className="quiet">{words.evidenceAbout}</p>
        <Agreement consent={consent} ticked={ticked} onTick={onTick} />
        {evidence.map(({ kind, label: name, about, givenAt }) => (
          <div className="row row--between" key={kind}>
            <div className="grow">
              <p className="text">{say(name)}</p>
              <p className="quiet">{say(about)}</p>
              {givenAt !== null && <p className="quiet">{words.given(shanghaiTime(givenAt))}</p>}
            </div>
            <Button
              id={`give-${kind}`}
              kind="link"
              busy={busy}
              off={consent.givenAt === null && !ticked}
              onTap={() => onGive(kind)}
            >
              {givenAt === null ? words.give : words.again}
            </Button>
          </div>
        ))}
      </section>
    </>
  );
}

function Agreement({
  consent,
  ticked,
  onTick,
}: { readonly consent: IdentityCheck["consent"] } & Pick<CheckProps, "ticked" | "onTick">) {
  const words = useWords(identityWords);
  const say = useSay();
  if (consent.givenAt !== null) return <p className="quiet">{words.consented(shanghaiTime(consent.givenAt))}</p>;
  return (
    <Tick on={ticked} label={`${say(consent.title)}：${say(consent.text)}`} onTap={onTick}>
      <p className="heading">{say(consent.title)}</p>
      <p className="text">{say(consent.text)}</p>
      {!ticked && <p className="quiet">{words.consentFirst}</p>}
    </Tick>
  );
}
