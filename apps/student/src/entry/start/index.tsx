/** First page: introduction, the four steps, the student's collections, and the entry button. */
import { brand, tagline } from "@gradphoto/domain";
import { useEffect, useState } from "react";
import { mark } from "../../drawings/mark.ts";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { Choice, Choices } from "../../parts/choice.tsx";
import { Page } from "../../parts/page.tsx";
import { ThemedPicture } from "../../parts/picture.tsx";
import { openPage, usePageParams } from "../../platform/navigation.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { useSessionToken } from "../../state/session.ts";
import { storeScene } from "../../state/verified-student.ts";
import { commonWords } from "../../words/common-words.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";

definePageConfig({ navigationBarTitleText: "毕业证照" });

const wordTable = wordsOf(
  {
    simple: "简单四步，轻松采集",
    enter: "立即进入",
    goOn: "继续采集",
    another: "新的采集",
    myCollections: "我的采集",
    have: "已有照片？先看看能不能用",
    about1: "填写学校，识别采集码，核验学籍",
    about2: "请他人用后置摄像头为您拍摄",
    about3: "裁剪、换规定底色，逐条检查，不修改面部",
    about4: "人工审核后提交学信网",
    aboutService: "关于毕业证照",
  },
  {
    simple: "Four steps",
    enter: "Begin",
    goOn: "Continue",
    another: "Another collection",
    myCollections: "My collections",
    have: "Already have a photo? Check it first",
    about1: "Find your school, read your collection code, confirm who you are",
    about2: "Someone else takes the photo with the rear camera",
    about3: "Cropped, on the required background, checked rule by rule; the face is never edited",
    about4: "A person reviews it, then it goes to CHSI",
    aboutService: "About GradPhoto",
  },
);

export default function Start() {
  const words = useWords(wordTable);
  const common = useWords(commonWords);
  const translate = useTranslate();
  const scene = usePageParams<"start">()("scene");
  useEffect(() => {
    if (scene !== "") storeScene(scene);
  }, [scene]);
  const token = useSessionToken();
  const own = useAnswer("listCollections", token === null ? null : {});
  const account = useAnswer("readAccount", token === null ? null : {});
  const collections = token === null ? [] : (own.value?.collections ?? []);
  const inProgress = collections.find(({ final }) => !final);
  const signIn = token === null || account.value?.phoneMasked === null;
  // A tap before the account's answer waits for it: without a phone number the sign-in goes on first.
  const [isEntering, setEntering] = useState(false);
  const isKnown = token === null || account.value !== null || account.problem !== null;
  useEffect(() => {
    if (!isEntering || !isKnown) return;
    setEntering(false);
    openPage(signIn ? "sign-in" : "eligibility");
  }, [isEntering, isKnown, signIn]);
  const steps = [
    [common.step1, words.about1],
    [common.step2, words.about2],
    [common.step3, words.about3],
    [common.step4, words.about4],
  ] as const;
  return (
    <Page
      title=""
      step={null}
      first
      foot={
        inProgress && !signIn ? (
          <>
            <Button
              id="go-on"
              onTap={() => openPage("collection", { collectionId: inProgress.collectionId })}
            >
              {words.goOn}
            </Button>
            <Button id="enter" kind="text" onTap={() => openPage("eligibility")}>
              {words.another}
            </Button>
          </>
        ) : (
          <Button id="enter" busy={isEntering} onTap={() => setEntering(true)}>
            {words.enter}
          </Button>
        )
      }
    >
      <div className="cover">
        <ThemedPicture className="cover__mark" drawing={mark} />
        <h1 className="cover__name">{translate(brand)}</h1>
        <p className="text">{translate(tagline)}</p>
      </div>
      {collections.length > 0 && (
        <section className="stack">
          <h2 className="heading">{words.myCollections}</h2>
          <Choices>
            {collections.map((collection) => (
              <Choice
                key={collection.collectionId}
                leads
                onTap={() => openPage("collection", { collectionId: collection.collectionId })}
              >
                <span className="heading">{collection.schoolName}</span>
                <span className="row">
                  <span className="quiet">
                    {translate(collection.categoryLabel)} · {collection.graduationYear}
                  </span>
                  <Badge label={collection.label} tone={collection.tone} />
                </span>
              </Choice>
            ))}
          </Choices>
        </section>
      )}
      <section className="card">
        <h2 className="heading">{words.simple}</h2>
        <ol className="numbered">
          {steps.map(([name, about], index) => (
            <li className="numbered__item" key={name}>
              <span className="numbered__number">{index + 1}</span>
              <span className="grow">
                <span className="heading">{name}</span>
                <p className="quiet">{about}</p>
              </span>
            </li>
          ))}
        </ol>
      </section>
      {process.env.TARO_ENV === "h5" && (
        <>
          <Button id="try-photo" kind="text" onTap={() => openPage("try")}>
            {words.have}
          </Button>
          <a id="about" className="button button--text" href="/about">
            {words.aboutService}
          </a>
        </>
      )}
    </Page>
  );
}
