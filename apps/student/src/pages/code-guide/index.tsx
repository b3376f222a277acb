/** 如何获取采集码: three ways at CHSI, in words. */
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { Segments } from "../../parts/segments.tsx";
import { goBack } from "../../platform/navigation.ts";
import { useWords, wordsOf } from "../../words/words.ts";

const wordTable = wordsOf(
  {
    title: "如何获取采集码",
    intro: "图像采集码由学信网发给毕业生本人。任选一种方式获取，保存到相册后回到这里识别。",
    ways: "获取方式",
    website: "学信网网站",
    account: "学信网公众号",
    app: "学信网 App",
    websiteSteps: [
      "打开学信网（chsi.com.cn），登录学信档案",
      "进入“毕业证图像校对/采集”，找到“图像采集码”",
      "核对姓名、学校等信息",
      "保存或截图采集码",
    ],
    accountSteps: [
      "在微信关注学信网公众号",
      "在菜单中进入学信档案并登录",
      "找到“图像采集码”，核对信息",
      "长按保存采集码图片",
    ],
    appSteps: ["安装并登录学信网 App", "进入“学信档案”", "打开“图像采集码”，核对信息", "保存采集码图片到相册"],
    menus: "学信网的菜单名称可能调整，以其页面为准。",
    care: "采集码相当于您的身份凭证，请不要发给他人。",
    back: "我已获取，去识别",
  },
  {
    title: "Getting the code",
    intro:
      "CHSI gives the image collection code to graduates themselves. Get it one of these ways, save it to your album, and come back here.",
    ways: "Ways",
    website: "Website",
    account: "WeChat account",
    app: "App",
    websiteSteps: [
      "Open chsi.com.cn and sign in to your CHSI archive (学信档案)",
      "Go to the graduation picture page and find 图像采集码",
      "Check name, school and the rest",
      "Save the code or take a screenshot",
    ],
    accountSteps: [
      "Follow CHSI's official account in WeChat",
      "Open your archive from its menu and sign in",
      "Find 图像采集码 and check the data",
      "Press long to save the picture of the code",
    ],
    appSteps: [
      "Install the CHSI app and sign in",
      "Go to 学信档案",
      "Open 图像采集码 and check the data",
      "Save the picture of the code to your album",
    ],
    menus: "CHSI may rename its menus; its own pages decide.",
    care: "The code stands for your identity: please give it to nobody.",
    back: "I have it, read it",
  },
);

type Way = "website" | "account" | "app";

export default function CodeGuide() {
  const words = useWords(wordTable);
  const [way, setWay] = useState<Way>("website");
  const ways: readonly (readonly [Way, string])[] = [
    ["website", words.website],
    ["account", words.account],
    ["app", words.app],
  ];
  const steps = { website: words.websiteSteps, account: words.accountSteps, app: words.appSteps }[way];
  return (
    <Page title={words.title} step={1} foot={<Button onTap={goBack}>{words.back}</Button>}>
      <p className="text">{words.intro}</p>
      <Segments label={words.ways} items={ways} chosen={way} onChoose={setWay} />
      <section className="card">
        <ol className="numbered">
          {steps.map((step, index) => (
            <li className="numbered__item" key={step}>
              <span className="numbered__number">{index + 1}</span>
              <span className="grow">{step}</span>
            </li>
          ))}
        </ol>
        <p className="quiet">{words.menus}</p>
      </section>
      <Notice tone="warning">{words.care}</Notice>
    </Page>
  );
}
