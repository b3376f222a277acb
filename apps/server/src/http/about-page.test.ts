import { clauseAccuracies, type Language, languages, refundRules } from "@gradphoto/domain";
import { expect, test } from "vitest";
import { serveAboutPage } from "./about-page.ts";
import { openStubApi } from "./testing/open-stub-api.ts";

const operator = { name: { zh: "甲<乙>公司", en: "A <B> & Co" }, contact: "privacy@example.org" };
const { app } = openStubApi();
const publicUrl = "https://photo.example.edu";
serveAboutPage(app, operator, publicUrl);
const read = async (language: Language): Promise<string> =>
  (await app.inject(`/about?language=${language}`)).body;

test("the about page is in the browser's language, or in the one that its address names", async () => {
  const open = (url: string, language: string) =>
    app.inject({ url, headers: { "accept-language": language } });
  expect((await open("/about", "en")).body).toContain("<h1>About GradPhoto</h1>");
  expect((await open("/about", "zh-CN")).body).toContain("<h1>关于毕业证照</h1>");
  expect((await open("/about?language=zh", "en")).body).toContain('<html lang="zh-CN">');
  for (const unknown of ["fr", "%3Cscript%3E"]) {
    const body = async (language: string) =>
      (await open(`/about?language=${unknown}`, language)).body;
    expect(await body("en"), unknown).toContain('<html lang="en">');
    expect(await body("zh-CN"), unknown).toContain('<html lang="zh-CN">');
  }
  expect((await open("/about/", "en")).headers.location).toBe("/about");
});

test.each(languages)(
  "the about page has both refund rules and each clause with its counts (%s)",
  async (language) => {
    const page = await read(language);
    for (const rule of Object.values(refundRules)) expect(page).toContain(rule[language]);
    const rows = page.split(/<li>|<tr>/);
    for (const { rule, counted } of clauseAccuracies) {
      const row = rows.find(
        (one) =>
          one.includes(`>${rule.text[language].replaceAll("'", "&#39;")}<`) ||
          one.startsWith(rule.text[language]),
      );
      expect(row, rule.text[language]).toBeDefined();
      if (counted && counted.faulty > 0)
        expect(row).toContain(`<td>${counted.detected}/${counted.faulty}`);
    }
  },
);

test("the operator's name and contact are escaped, and only a contact with a URI is a link", async () => {
  const page = await read("en");
  expect(page).toContain("A &lt;B&gt; &amp; Co");
  expect(page).toContain('<a href="mailto:privacy@example.org">privacy@example.org</a>');
  const { app: other } = openStubApi();
  serveAboutPage(other, { ...operator, contact: '"><script>alert(1)</script>' }, publicUrl);
  const { body } = await other.inject("/about");
  expect(body).toContain("<p>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;</p>");
});

test("a link to the about page has a title and a picture where it is shared", async () => {
  const page = await read("zh");
  expect(page).toContain('<meta property="og:title" content="关于毕业证照">');
  expect(page).toContain(`<meta property="og:image" content="${publicUrl}/static/social.png">`);
});

test("the about page has the policy of text pages, no script, and is revalidated by its tag", async () => {
  const { headers, body } = await app.inject("/about");
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  expect(headers["content-security-policy"]).toMatch(
    /^default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'/,
  );
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(body).not.toMatch(/<script|\son\w+=|style="|javascript:/);
  const repeated = await app.inject({
    url: "/about",
    headers: { "if-none-match": String(headers.etag) },
  });
  expect([repeated.statusCode, repeated.body]).toEqual([304, ""]);
});
