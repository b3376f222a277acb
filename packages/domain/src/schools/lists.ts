/** Schools as a list for operators. */
import { list } from "../core/list.ts";
import { code, count, lines, text } from "../core/list-columns.ts";
import { search } from "../core/list-filters.ts";
import { provinces } from "../core/provinces.ts";

export const schoolList = list({
  name: "schools",
  route: "listSchools",
  empty: {
    zh: "还没有院校。请添加，或从表格导入。",
    en: "No schools yet. Add one, or import a sheet.",
  },
  roles: ["operator"],
  key: "schoolCode",
  filters: { text: search("代码、名称或拼音", "Code, name or pinyin", 60) },
  columns: {
    schoolCode: text("代码", "Code"),
    name: text("名称", "Name"),
    aliases: lines("别名", "Aliases"),
    pinyin: text("拼音", "Pinyin"),
    province: code("省份", "Province", { table: provinces, nullable: true }),
    hotline: text("客服热线", "Hotline", { only: "screen" }),
    serviceHours: text("服务时间", "Hours"),
    projects: count("项目数", "Projects"),
  },
  file: { kind: "schools", zh: "院校", en: "Schools" },
});
