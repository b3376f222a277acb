/** 设置: language, font size, light or dark theme, the student's data, and signing out. */
import { brand, type Language } from "@gradphoto/domain";
import { Button } from "../../parts/button.tsx";
import { Choice, Choices } from "../../parts/choice.tsx";
import { Page } from "../../parts/page.tsx";
import { Segments } from "../../parts/segments.tsx";
import { openPage, restartAt } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { storePhotoDraft } from "../../state/photo-draft.ts";
import { storeSession, useSessionToken } from "../../state/session.ts";
import { changeSettings, type Settings, useSettings } from "../../state/settings.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";

definePageConfig({ navigationBarTitleText: "设置" });

const wordTable = wordsOf(
  {
    title: "设置",
    language: "语言 Language",
    type: "字号",
    usual: "标准",
    large: "大字",
    theme: "外观",
    auto: "跟随系统",
    light: "浅色",
    dark: "深色",
    data: "我的数据",
    contact: "联系客服",
    terms: "用户协议与隐私政策",
    signOut: "退出登录",
    sample: "毕业证书上的照片，会陪伴您很久。",
  },
  {
    title: "Settings",
    language: "语言 Language",
    type: "Text size",
    usual: "Standard",
    large: "Large",
    theme: "Appearance",
    auto: "System",
    light: "Light",
    dark: "Dark",
    data: "My data",
    contact: "Customer service",
    terms: "Terms and privacy",
    signOut: "Sign out",
    sample: "The photo on your diploma stays with you for a long time.",
  },
);

const languageNames: readonly (readonly [Language, string])[] = [
  ["zh", "中文"],
  ["en", "English"],
];

export default function SettingsPage() {
  const words = useWords(wordTable);
  const translate = useTranslate();
  const { language, largeType, theme } = useSettings();
  const token = useSessionToken();
  const act = useAct();
  const signOut = () =>
    act.run(async () => {
      await call("signOut", {});
      storeSession(null);
      storePhotoDraft(null);
      restartAt("start");
      return null;
    });
  const themes: readonly (readonly [Settings["theme"], string])[] = [
    ["auto", words.auto],
    ["light", words.light],
    ["dark", words.dark],
  ];
  return (
    <Page title={words.title} step={null}>
      <section className="card">
        <h2 className="heading">{words.language}</h2>
        <Segments
          label={words.language}
          items={languageNames}
          chosen={language}
          onChoose={(chosen) => changeSettings({ language: chosen })}
        />
        <h2 className="heading">{words.type}</h2>
        <Segments
          label={words.type}
          items={[
            ["usual", words.usual],
            ["large", words.large],
          ]}
          chosen={largeType ? "large" : "usual"}
          onChoose={(chosen) => changeSettings({ largeType: chosen === "large" })}
        />
        <p className="text">{words.sample}</p>
        <h2 className="heading">{words.theme}</h2>
        <Segments
          label={words.theme}
          items={themes}
          chosen={theme}
          onChoose={(chosen) => changeSettings({ theme: chosen })}
        />
      </section>
      <Choices>
        {token !== null && (
          <Choice leads onTap={() => openPage("my-data")}>
            {words.data}
          </Choice>
        )}
        <Choice leads onTap={() => openPage("contact")}>
          {words.contact}
        </Choice>
        <Choice id="terms" leads onTap={() => openPage("terms")}>
          {words.terms}
        </Choice>
      </Choices>
      {token !== null && (
        <Button id="sign-out" kind="second" busy={act.busy} onTap={() => void signOut()}>
          {words.signOut}
        </Button>
      )}
      <p className="quiet center">{translate(brand)}</p>
    </Page>
  );
}
