/** Texts of choosing school and category. */
import { wordsOf } from "../../words/words.ts";

export const eligibilityWords = wordsOf(
  {
    title: "获取采集资格",
    intro: "请填写您毕业院校的名称，再选择学历类别。",
    school: "毕业院校",
    placeholder: "例如：暨南大学",
    hint: "请输入全称，或输入简称、拼音首字母再从列表中选择",
    chooseSchool: "请选择您的学校",
    none: "没有找到这所学校",
    noneHelp: "请核对名称是否为毕业证上的全称。仍找不到时，请联系客服查询贵校是否已开通。",
    serviceLine: (hotline: string, hours: string) =>
      hours === "" ? `客服电话 ${hotline}` : `客服电话 ${hotline}（${hours}）`,
    contact: "联系客服",
    category: "学历类别",
    categoryNone: "这所学校还没有开放的采集项目，请联系客服或学校老师。",
    opens: (year: number, day: string) => `${year} 届：${day} 开放`,
    closes: (year: number, until: string) => `${year} 届：截止 ${until}`,
    confirm: "确定",
    haveCode: "已有采集码，直接识别",
  },
  {
    title: "Eligibility",
    intro: "Type the name of the school you graduate from, then choose your education category.",
    school: "School",
    placeholder: "For example: 暨南大学",
    hint: "Type the full name, or a short name or pinyin initials and choose from the list",
    chooseSchool: "Choose your school",
    none: "No such school was found",
    noneHelp:
      "Please check that it is the full name on your diploma. If it is still not found, ask customer service whether your school takes part.",
    serviceLine: (hotline, hours) =>
      hours === "" ? `Customer service ${hotline}` : `Customer service ${hotline} (${hours})`,
    contact: "Customer service",
    category: "Education category",
    categoryNone:
      "This school has no open collection yet. Please ask customer service or your school.",
    opens: (year, day) => `${year}: opens ${day}`,
    closes: (year, until) => `${year}: until ${until}`,
    confirm: "Confirm",
    haveCode: "I already have my code: read it now",
  },
);
