/** 身份核验: result of the registry's comparison, and the two options: another photo, or evidence for manual review. */
import {
  beijingTime,
  type EvidenceKind,
  evidenceKinds,
  isConsentPurpose,
  isEvidenceKind,
  uploadedPicture,
} from "@gradphoto/domain";
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Progress } from "../../parts/progress.tsx";
import { useTakePhoto } from "../../parts/take-photo.tsx";
import { Tick } from "../../parts/tick.tsx";
import { type Picture, platform } from "../../platform/index.ts";
import { openPage, replacePage, usePageParams } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { useFollowedCollection } from "../../service/use-followed-collection.ts";
import { nextStepOf } from "../../way/next-step.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { identityWords } from "./identity-words.ts";

definePageConfig({ navigationBarTitleText: "身份核验" });

type IdentityCheck = RouteAnswer<"readIdentityCheck">;

export default function Identity() {
  const words = useWords(identityWords);
  const translate = useTranslate();
  const param = usePageParams<"identity">();
  const collectionId = param("collectionId");
  const answer = useAnswer("readIdentityCheck", { params: { collectionId } });
  const collection = useFollowedCollection(collectionId);
  useMoveOn(collection.value, collectionId);
  const { take, sheet } = useTakePhoto({ collection: collection.value, collectionId });
  /** Kind of the evidence that was received. */
  const [saved, setSaved] = useState<EvidenceKind | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const [share, setShare] = useState<number | null>(null);
  const [ticked, setTicked] = useState(false);
  const act = useAct();
  const refused = (problem: Problem): Problem => {
    setShare(null);
    // The consent text may have changed too; reload unless the network failed.
    if (problem.status !== 0) void answer.refetch();
    return problem;
  };
  const send = (
    kind: EvidenceKind,
    picture: Picture,
    { purpose, version, grantedAt }: IdentityCheck["consent"],
  ) =>
    act.run(async () => {
      setShare(0);
      if (grantedAt === null && isConsentPurpose(purpose)) {
        const consents = [{ purpose, version }];
        const agreed = await call("giveConsents", { params: { collectionId }, body: { consents } });
        if (!agreed.ok) {
          // A changed text needs a new consent.
          if (agreed.problem.code === "consent-outdated") setTicked(false);
          return refused(agreed.problem);
        }
      }
      const sent = await call("giveEvidence", {
        params: { collectionId },
        query: { evidenceKind: kind },
        picture: { picture, onProgress: setShare },
      });
      if (!sent.ok) return refused(sent.problem);
      setShare(null);
      setSaved(kind);
      await answer.refetch();
      return null;
    });
  // Not part of the act: some browsers never report a closed file chooser, which would leave every button disabled.
  const give = async (kind: string, consent: IdentityCheck["consent"]) => {
    const picture = await platform.pickPicture("album");
    if (!picture || !isEvidenceKind(kind)) return;
    setSaved(null);
    act.dismiss();
    const large = picture.bytes > uploadedPicture.maxBytes;
    setTooLarge(large);
    if (!large) await send(kind, picture, consent);
  };
  const isAgreed = answer.value !== null && answer.value.consent.grantedAt !== null;
  // After a later withdrawal, the student must consent again.
  useEffect(() => {
    if (isAgreed) setTicked(false);
  }, [isAgreed]);
  return (
    <Page
      title={words.title}
      step={4}
      answer={
        <>
          {share !== null && (
            <div className="stack" role="status">
              <p className="text">
                {share < 1 ? words.sending(Math.round(share * 100)) : words.sent}
              </p>
              <Progress share={share} label={words.evidence} />
            </div>
          )}
          {saved !== null && (
            <Notice tone="success">{words.saved(translate(evidenceKinds[saved].label))}</Notice>
          )}
          {isTooLarge && <Notice tone="danger">{words.tooLarge}</Notice>}
          <ProblemNotice
            problem={act.problem}
            onConsent={() => openPage("service", { collectionId, back: "page" })}
          />
        </>
      }
      foot={
        answer.value && (
          <Button id="retake" kind="second" onTap={take}>
            {words.retake}
          </Button>
        )
      }
    >
      <Loaded answer={answer}>
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
      {sheet}
    </Page>
  );
}

/** Moves on when the registry's final result arrives while the page is open. */
function useMoveOn(collection: RouteAnswer<"readCollection"> | null, collectionId: string): void {
  const next = collection ? nextStepOf(collection.state).page : "identity";
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
  const translate = useTranslate();
  const { label, tone, advice, evidence, takenAt, consent } = check;
  const evidenceCount = evidence.filter(({ grantedAt }) => grantedAt !== null).length;
  return (
    <>
      <Notice tone={tone === "danger" ? "danger" : "warning"}>
        <p className="heading">{translate(label)}</p>
        <p className="text">{translate(advice)}</p>
      </Notice>
      {takenAt !== null && <Notice tone="success">{words.taken(beijingTime(takenAt))}</Notice>}
      {takenAt === null && evidenceCount > 0 && (
        <Notice>{words.waiting(evidenceCount, evidence.length)}</Notice>
      )}
      <section className="card">
        <h2 className="heading">{words.evidence}</h2>
        <p className="quiet">{words.evidenceAbout}</p>
        <Agreement consent={consent} ticked={ticked} onTick={onTick} />
        {evidence.map(({ kind, label: name, about, grantedAt }) => (
          <div className="row row--between" key={kind}>
            <div className="grow">
              <p className="text">{translate(name)}</p>
              <p className="quiet">{translate(about)}</p>
              {grantedAt !== null && (
                <p className="quiet">{words.submittedAt(beijingTime(grantedAt))}</p>
              )}
            </div>
            <Button
              id={`give-${kind}`}
              kind="link"
              busy={busy}
              off={consent.grantedAt === null && !ticked}
              onTap={() => onGive(kind)}
            >
              {grantedAt === null ? words.give : words.retry}
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
  const translate = useTranslate();
  if (consent.grantedAt !== null)
    return <p className="quiet">{words.consented(beijingTime(consent.grantedAt))}</p>;
  return (
    <Tick
      on={ticked}
      label={`${translate(consent.title)}：${translate(consent.text)}`}
      onTap={onTick}
    >
      <p className="heading">{translate(consent.title)}</p>
      <p className="text">{translate(consent.text)}</p>
      {!ticked && <p className="quiet">{words.consentFirst}</p>}
    </Tick>
  );
}
