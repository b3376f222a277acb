/** What is used and why, before WeChat lets the app use it the first time; agreed to by WeChat's own button. */
import { useState } from "react";
import { AgreeButton } from "../platform/agree-button.tsx";
import { answerPrivacyQuestion, openPrivacyContract, usePrivacyAsked } from "../platform/wechat/privacy-question.ts";
import { useWords, wordsOf } from "../words/words.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";
import { Sheet } from "./sheet.tsx";

const wordTable = wordsOf(
  {
    title: "先请您同意",
    about: "刚才的操作要用到您的个人信息。我们只在您点按对应的按钮时使用：",
    used: [
      "手机号：登录和通知审核结果",
      "相机和相册：拍摄或选取要做成证照的照片",
      "保存到相册：保存做好的照片",
      "剪贴板：复制订单号和链接",
    ],
    contract: "阅读《用户隐私保护指引》",
    agree: "同意",
    refuse: "暂不同意",
    refused:
      "您没有同意，刚才的操作没有进行，什么也没有使用。您仍可浏览说明、查看进度、联系客服。需要时再点一次刚才的按钮，会重新询问您。",
  },
  {
    title: "Your consent first",
    about: "What you just did needs personal data. We use them only when you tap the button that needs them:",
    used: [
      "Phone number: to sign you in and tell you the result",
      "Camera and album: to take or choose the photo",
      "Saving to the album: to keep the standard photo",
      "Clipboard: to copy order numbers and links",
    ],
    contract: "Read the privacy guidelines",
    agree: "Agree",
    refuse: "Not now",
    refused:
      "You did not agree, so nothing was done and nothing was used. You can still read, follow your progress and reach customer service. When you need it, tap the same button again and we ask anew.",
  },
);

export function PrivacyQuestion() {
  const words = useWords(wordTable);
  const asked = usePrivacyAsked();
  const [refused, setRefused] = useState(false);
  const refuse = () => {
    setRefused(true);
    answerPrivacyQuestion(false);
  };
  if (!asked) {
    return refused ? (
      <div className="page__column page__lost">
        <Notice tone="warning">{words.refused}</Notice>
      </div>
    ) : null;
  }
  return (
    <Sheet title={words.title} onClose={refuse}>
      <p className="text">{words.about}</p>
      <ul className="numbered">
        {words.used.map((use) => (
          <li className="text" key={use}>
            · {use}
          </li>
        ))}
      </ul>
      <Button id="privacy-contract" kind="link" onTap={openPrivacyContract}>
        {words.contract}
      </Button>
      <AgreeButton>{words.agree}</AgreeButton>
      <Button id="privacy-refuse" kind="text" onTap={refuse}>
        {words.refuse}
      </Button>
    </Sheet>
  );
}
