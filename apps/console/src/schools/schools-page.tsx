/** List of schools for operators. */
import { schoolList } from "@gradphoto/domain";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { ListPage } from "../parts/data-list/list-page.tsx";
import { LinkButton } from "../parts/link-button.tsx";
import { SchoolDialog } from "./school-dialog.tsx";

const words = wordsOf(
  { title: "院校", about: "学生按名称、别名、拼音和首字母找到院校。点一行修改。", add: "新建院校", many: "批量导入" },
  {
    title: "Schools",
    about: "Students find a school by name, alias, pinyin and initials. Click a row to change it.",
    add: "Add a school",
    many: "Import a sheet",
  },
);

export default function SchoolsPage() {
  const t = useWords(words);
  const translate = useTranslate();
  return (
    <ListPage
      words={t}
      extra={<LinkButton to="/schools/import">{t.many}</LinkButton>}
      list={schoolList}
      inputOf={(query) => ({ query })}
      rowsOf={({ schools }) => schools}
      rowOpens
      cells={() => ({ aliases: ({ aliases }) => aliases.join(translate({ zh: "、", en: ", " })) || "—" })}
      dialog={({ row, ...over }) => <SchoolDialog school={row} {...over} />}
    />
  );
}
