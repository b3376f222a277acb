/** Page 图像采集码（模拟）: choose a test student, get the code, save it as a picture. Its design is the sandbox's own. */
import { educationCategories, isEducationCategory } from "@gradphoto/domain";
import { type Answer, type Call, drawQr } from "../answer.ts";
import { escapeHtml, page } from "../page.ts";
import { readBody } from "../read-body.ts";
import type { World } from "../world.ts";
import { codeRequest, issueCode } from "./issue-code.ts";
import { lastFourOf } from "./passes-checksum.ts";

const title = "图像采集码（模拟） Collection code (simulated)";

const option = (value: string, label: string): string =>
  `<option value="${escapeHtml(value)}">${escapeHtml(label)}</option>`;

const asRecorded = '<option value="">按学籍信息 / as recorded</option>';

const categories = Object.entries(educationCategories)
  .map(([code, { zh, en }]) => option(code, `${zh} ${en}`))
  .join("");

/** Name of an education category. An unknown code, which some tests use, is displayed unchanged. */
const categoryWords = (code: string): string =>
  isEducationCategory(code)
    ? `${educationCategories[code].zh} ${educationCategories[code].en}`
    : code;

export function chsiPage(world: World): Answer {
  const { schools, students } = world.books.chsi;
  return page(
    200,
    title,
    `<form method="post" action="/chsi">
<label>学生 student <select name="studentId">${students
      .map(({ id, name, schoolName, category, graduationYear, idNumber, collected }) =>
        option(
          id,
          `${name} · ${schoolName} · ${categoryWords(category)} · ${graduationYear} · 后四位 last four ${lastFourOf(idNumber)}${collected ? " · 已采集 collected" : ""}`,
        ),
      )
      .join("")}</select></label>
<label>院校 school <select name="schoolCode">${asRecorded}${Object.entries(schools)
      .map(([code, name]) => option(code, `${code} ${name}`))
      .join("")}</select></label>
<label>学历类别 category <select name="category">${asRecorded}${categories}</select></label>
<label>毕业年份 graduation year <input name="graduationYear" inputmode="numeric" pattern="\\d{4}" placeholder="按学籍信息 / as recorded"></label>
<p><button>获取采集码 / Get the code</button></p></form>`,
  );
}

export async function chsiCodePage(world: World, call: Call): Promise<Answer> {
  const issued = issueCode(world, readBody(codeRequest, call));
  if (typeof issued === "string")
    return page(
      404,
      title,
      "<p>没有这个学生或院校，请返回重选 / No such student or school; go back and choose again</p>",
    );
  const source = `data:image/png;base64,${(await drawQr(issued.text)).toString("base64")}`;
  return page(
    200,
    title,
    `<p><img src="${source}" alt="采集码 collection code"></p>
<p><a href="${source}" download="collection-code-${issued.codeId}.png">保存图片 / Save the picture</a> · <a href="/chsi">返回 / Back</a></p>
<details><summary>文字 / as text</summary><p>${escapeHtml(issued.text)}</p></details>`,
  );
}
