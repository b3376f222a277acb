/** 核验学籍信息: the last four characters of the ID number prove that the code belongs to the student. */
import { LastFourField, useLastFour, VerifyButton } from "../../parts/last-four.tsx";
import { Page } from "../../parts/page.tsx";
import { openPage, usePageParams } from "../../platform/navigation.ts";
import { storeVerifiedStudent } from "../../state/verified-student.ts";
import { useWords, wordsOf } from "../../words/words.ts";

definePageConfig({ navigationBarTitleText: "核验学籍信息" });

const wordTable = wordsOf(
  { title: "核验学籍信息", intro: "采集码已识别。请输入您证件号码的后四位，确认是您本人。" },
  {
    title: "Confirm who you are",
    intro: "The code has been read. Please type the last four characters of your ID number.",
  },
);

export default function Verify() {
  const words = useWords(wordTable);
  const param = usePageParams<"verify">();
  const readingId = param("readingId");
  const lastFour = useLastFour(readingId, (verified) => {
    storeVerifiedStudent(verified);
    openPage("eligible", {
      readingId,
      schoolCode: param("schoolCode"),
      category: param("category"),
      collectionId: param("collectionId"),
    });
  });
  return (
    <Page title={words.title} step={1} foot={<VerifyButton lastFour={lastFour} />}>
      <p className="text">{words.intro}</p>
      <LastFourField lastFour={lastFour} />
    </Page>
  );
}
