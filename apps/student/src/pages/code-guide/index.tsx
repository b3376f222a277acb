/** 如何获取采集码: the four screens of CHSI that lead to the code, as drawings. */
import { codeGuideScenes } from "../../drawings/code-guide-scenes.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { ThemedPicture } from "../../parts/themed-picture.tsx";
import { goBack } from "../../platform/navigation.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";

const wordTable = wordsOf(
  {
    title: "如何获取采集码",
    intro: "图像采集码由学信网发给毕业生本人。请登录学信网（chsi.com.cn）、学信网微信公众号或学信网 App，依次点开：",
    keep: "截图或保存到相册都可以：返回上一页，点“相册识别”选这张图片就行。如果采集码在另一块屏幕上，也可以直接扫码。",
    menus: "学信网的菜单名称可能调整，以其页面为准。",
    care: "采集码相当于您的身份凭证，请不要发给他人。",
    back: "我已获取，去识别",
  },
  {
    title: "Getting the code",
    intro:
      "CHSI gives the image collection code to graduates themselves. Sign in at chsi.com.cn, in CHSI's WeChat account or in its app, and open one after the other:",
    keep: "A screenshot and a saved picture both work: go back to the page before, tap “Read from album” and choose it. If the code is on another screen, you can scan it right away.",
    menus: "CHSI may rename its menus; its own pages decide.",
    care: "The code stands for your identity: please give it to nobody.",
    back: "I have it, read it",
  },
);

export default function CodeGuide() {
  const words = useWords(wordTable);
  const translate = useTranslate();
  return (
    <Page title={words.title} step={1} foot={<Button onTap={goBack}>{words.back}</Button>}>
      <p className="text">{words.intro}</p>
      <ol className="scenes scenes--way">
        {codeGuideScenes.map(({ drawing, caption }, index) => (
          <li className="scene" key={caption.zh}>
            <ThemedPicture className="scene__picture" drawing={drawing} />
            <div className="scene__caption">
              <span className="numbered__number">{index + 1}</span>
              <span className="grow">{translate(caption)}</span>
            </div>
          </li>
        ))}
      </ol>
      <Notice tone="success">{words.keep}</Notice>
      <p className="quiet">{words.menus}</p>
      <Notice tone="warning">{words.care}</Notice>
    </Page>
  );
}
