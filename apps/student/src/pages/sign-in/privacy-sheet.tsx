/** The terms and the privacy statement in short, plain sentences. */
import { Sheet } from "../../parts/sheet.tsx";
import { useWords, wordsOf } from "../../words/words.ts";

const wordTable = wordsOf(
  {
    title: "用户协议与隐私说明",
    sentences: [
      "我们为您采集、制作并提交毕业证件照，只为此处理您的信息。",
      "我们保存：手机号、采集码中的学籍信息、您上传的照片与制作结果、每一步的时间。姓名、证件号和手机号加密保存。",
      "人脸照片属于敏感个人信息。支付前，我们会就照片处理、提供给学校、提供给学信网分别征求您的同意；您可以随时撤回。",
      "工作人员每次查看照片都会留下记录，您可以在“我的数据”中看到。",
      "照片在项目规定的期限后删除。采集结束后，您可以导出或提前删除自己的数据。",
      "照片不会用于其他用途，也不会修改您的面部。",
    ],
  },
  {
    title: "Terms and privacy statement",
    sentences: [
      "We take, make and hand in your graduation photo, and handle your data for nothing else.",
      "We keep your phone number, the enrolment data in your collection code, the photos you upload with what was made of them, and the time of each step. Name, ID number and phone number are kept encrypted.",
      "Photos of a face are sensitive personal data. Before you pay we ask separately for your consent to handle them, to share them with your school, and to hand them to the registry. You can take each back at any time.",
      "Whenever staff look at a photo this is recorded; you see it under “My data”.",
      "Photos are deleted after the period set by the project. When the collection has ended you can export your data or have it deleted earlier.",
      "Photos are used for nothing else, and your face is never edited.",
    ],
  },
);

export function PrivacySheet({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(wordTable);
  return (
    <Sheet title={words.title} onClose={onClose}>
      {words.sentences.map((sentence) => (
        <p className="text" key={sentence}>
          {sentence}
        </p>
      ))}
    </Sheet>
  );
}
