/** 帮拍: a one-time link that lets another phone take the photo for this collection. */
import { beijingTime } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice, ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { QrCode } from "../../parts/qr-code.tsx";
import { isWechat, platform } from "../../platform/index.ts";
import { linkOf, openPage, pathOf, replacePage, usePageParams } from "../../platform/navigation.ts";
import { ShareButton, useShareCard } from "../../platform/wechat-components.tsx";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { useWatchedCollection } from "../../service/use-watched-collection.ts";
import { useWords, wordsOf } from "../../words/words.ts";

definePageConfig({ navigationBarTitleText: "请人帮拍", enableShareAppMessage: true });

const wordTable = wordsOf(
  {
    title: "请人帮拍",
    intro: "请身边的人用手机扫描二维码，拍好后直接上传到您的采集。对方看不到您的姓名和其他信息。",
    make: "生成帮拍二维码",
    retry: "重新生成",
    scan: "请对方用微信或浏览器扫描",
    until: (time: string) => `仅限一部手机打开一次，${time} 前有效`,
    toFriend: "发给微信好友",
    share: "发送链接",
    card: "请帮我拍一张毕业证件照",
    copy: "复制链接",
    copied: "链接已复制，可发给对方。",
    notCopied: "没有复制成功，请让对方扫描二维码。",
    follows: "对方发来照片后，这里会自动打开结果。",
  },
  {
    title: "Ask someone to take it",
    intro:
      "A person beside you scans this code, takes the photo, and it goes straight into your collection. They see neither your name nor anything else about you.",
    make: "Make the code",
    retry: "Make a new one",
    scan: "To be scanned with WeChat or a browser",
    until: (time) => `One phone can open it, once, until ${time}`,
    toFriend: "Send to a WeChat friend",
    share: "Send the link",
    card: "Please take my graduation photo",
    copy: "Copy the link",
    copied: "The link is copied; send it to them.",
    notCopied: "It could not be copied; please let them scan the code.",
    follows: "Once they have sent the photo, the result opens here by itself.",
  },
);

export default function HelperLink() {
  const words = useWords(wordTable);
  const param = usePageParams<"helper-link">();
  const collectionId = param("collectionId");
  const [link, setLink] = useState<RouteAnswer<"issueHelperLink"> | null>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  const act = useAct();
  useArrival(collectionId, link !== null);
  const make = () =>
    act.run(async () => {
      setCopied(null);
      const answer = await call("issueHelperLink", { params: { collectionId } });
      if (!answer.ok) return answer.problem;
      setLink(answer.value);
      return null;
    });
  const address = link && platform.linkTo(linkOf("helper", { link: link.token }));
  const { share } = platform;
  // Without a link yet, the shared card leads to the first page.
  useShareCard(() => ({
    title: words.card,
    path: link ? pathOf("helper", { link: link.token }) : pathOf("start"),
  }));
  return (
    <Page
      title={words.title}
      step={2}
      answer={
        <ProblemNotice
          problem={act.problem}
          onConsent={() => openPage("service", { collectionId, back: "page" })}
        />
      }
      foot={
        <>
          {address ? (
            <>
              <ShareButton>{words.toFriend}</ShareButton>
              {share && (
                <Button id="share-link" onTap={() => void share(words.card, address)}>
                  {words.share}
                </Button>
              )}
              <Button
                kind={isWechat || share ? "second" : "primary"}
                onTap={async () => setCopied(await platform.copy(address))}
              >
                {words.copy}
              </Button>
            </>
          ) : null}
          <Button
            id="make-link"
            kind={address ? "text" : "primary"}
            busy={act.busy}
            onTap={() => void make()}
          >
            {address ? words.retry : words.make}
          </Button>
        </>
      }
    >
      <p className="text">{words.intro}</p>
      {link && address && (
        <div className="card">
          <QrCode text={address} label={words.scan} />
          <p className="text center">{words.scan}</p>
          <p className="quiet center">{words.until(beijingTime(link.expiresAt))}</p>
          <p className="text center" role="status">
            {words.follows}
          </p>
        </div>
      )}
      {copied !== null && (
        <Notice tone={copied ? "success" : "warning"}>
          {copied ? words.copied : words.notCopied}
        </Notice>
      )}
    </Page>
  );
}

/** Opens the result when another photo arrives than the last one before. */
function useArrival(collectionId: string, isOn: boolean): void {
  const watched = useWatchedCollection(collectionId, isOn);
  const attemptId = watched === null ? undefined : (watched.attempt?.attemptId ?? null);
  const previous = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (attemptId === undefined) return;
    if (previous.current === undefined) previous.current = attemptId;
    else if (attemptId !== null && attemptId !== previous.current)
      replacePage("standard", { collectionId, attemptId });
  }, [attemptId, collectionId]);
}
