/** 如何获取采集码: the four screens of CHSI that lead to the code, as drawings. */
import { type Bilingual, type Drawing, drawingColours, drawingOf } from "@gradphoto/domain";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { ThemedPicture } from "../../parts/picture.tsx";
import { goBack } from "../../platform/navigation.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";

definePageConfig({ navigationBarTitleText: "如何获取采集码" });

const { ink, paper, seal, tone } = drawingColours;

interface GuideScene {
  readonly drawing: Drawing;
  readonly caption: Bilingual;
}

const screen = (inside: string): Drawing =>
  drawingOf(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 180" fill="none" stroke="${ink}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><rect width="160" height="180" fill="${paper}" stroke="none"/><rect x="30" y="12" width="100" height="158" rx="12"/><path d="M68 20h24"/>${inside}</svg>`,
  );

/** The element to tap, in the colour of the seal. */
const tap = (x: number, y: number): string =>
  `<g stroke="${seal}"><circle cx="${x}" cy="${y}" r="5" fill="${seal}" stroke="none"/><circle cx="${x}" cy="${y}" r="11"/></g>`;

const account = `<circle cx="80" cy="52" r="10"/><path d="M62 78c2-11 9-15 18-15s16 4 18 15"/><rect x="44" y="90" width="72" height="14" rx="4"/><path d="M50 97h22"/><rect x="44" y="110" width="72" height="14" rx="4"/><path d="M50 117h4M58 117h4M66 117h4M74 117h4"/><rect x="44" y="134" width="72" height="18" rx="6" fill="${ink}"/>${tap(80, 143)}`;

const row = (y: number, chosen: boolean): string =>
  `<rect x="40" y="${y}" width="80" height="24" rx="6"${chosen ? ` fill="${tone}"` : ""}/><path d="M48 ${y + 12}h${chosen ? 44 : 32}M110 ${y + 8}l4 4-4 4"/>`;
const menu = `<path d="M44 40h34"/>${row(52, false)}${row(84, true)}${row(116, false)}${tap(88, 96)}`;

const cap = (y: number): string =>
  `<path d="M44 ${y}l14-6 14 6-14 6zM50 ${y + 3}v7q8 5 16 0v-7M72 ${y}v8"/>`;
const enrolments = `<path d="M44 38h34"/><rect x="38" y="48" width="84" height="46" rx="8" fill="${tone}" stroke="${ink}"/>${cap(64)}<path d="M80 62h32M80 72h24M80 82h28"/><rect x="38" y="104" width="84" height="46" rx="8"/>${cap(120)}<path d="M80 118h32M80 128h20M80 138h26"/>${tap(96, 72)}`;

const corner = (x: number, y: number): string =>
  `<rect x="${x}" y="${y}" width="16" height="16"/><path d="M${x + 6} ${y + 6}h4v4h-4z"/>`;
const code = `<path d="M44 38h40"/><rect x="48" y="52" width="64" height="64" rx="4" stroke="${seal}"/>${corner(56, 60)}${corner(88, 60)}${corner(56, 92)}<path d="M80 62v8M80 78h8M96 84h8M58 84h10M74 84v8M80 94v14M88 92h6v8M104 92v6M92 108h12"/><path d="M52 134h56M62 146h36"/>`;

/** Four drawn screens on where CHSI displays the collection code; our own drawings, nothing copied from CHSI. */
const codeGuideScenes: readonly GuideScene[] = [
  {
    drawing: screen(account),
    caption: { zh: "登录学信账号", en: "Sign in to CHSI (学信账号)" },
  },
  {
    drawing: screen(menu),
    caption: { zh: "进入学籍学历信息", en: "Open your enrolment data (学籍学历信息)" },
  },
  {
    drawing: screen(enrolments),
    caption: { zh: "选择要毕业的学籍", en: "Choose your enrolment (选择学籍)" },
  },
  {
    drawing: screen(code),
    caption: { zh: "查看对应采集码", en: "View its code (查看对应采集码)" },
  },
];

const wordTable = wordsOf(
  {
    title: "如何获取采集码",
    intro:
      "图像采集码由学信网发给毕业生本人。请登录学信网（chsi.com.cn）、学信网微信公众号或学信网 App，依次点开：",
    saving:
      "截图或保存到相册都可以：返回上一页，点“相册识别”选这张图片就行。如果采集码在另一块屏幕上，也可以直接扫码。",
    menus: "学信网的菜单名称可能调整，以其页面为准。",
    care: "采集码相当于您的身份凭证，请不要发给他人。",
    back: "我已获取，去识别",
  },
  {
    title: "Getting the code",
    intro:
      "CHSI gives the image collection code to graduates themselves. Sign in at chsi.com.cn, in CHSI's WeChat account or in its app, and open one after the other:",
    saving:
      "A screenshot and a saved picture both work: go back to the page before, tap “Read from album” and choose it. If the code is on another screen, you can scan it right away.",
    menus: "CHSI may rename its menus; its own pages decide.",
    care: "The code proves your identity: please share it with nobody.",
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
      <Notice tone="success">{words.saving}</Notice>
      <p className="quiet">{words.menus}</p>
      <Notice tone="warning">{words.care}</Notice>
    </Page>
  );
}
