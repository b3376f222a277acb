/** HTML frame of every page of the sandbox, marked 模拟 and with Chinese and English texts together. */
import type { Answer } from "./answer.ts";

const marks: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);

const watermark = encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" width="260" height="160"><text x="30" y="110" transform="rotate(-24 130 80)" font-family="sans-serif" font-size="22" fill="#000" fill-opacity=".07">模拟 SIMULATED</text></svg>`,
);

const style = `body{margin:0 auto;max-width:60rem;padding:1rem;font:16px/1.6 system-ui,sans-serif;color:#222;background:#fff url("data:image/svg+xml,${watermark}")}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;overflow-wrap:anywhere}
input,select,button{font:inherit;padding:.25rem .5rem;margin:.15rem 0;max-width:100%}label{display:block}.mark{background:#fff3cd;padding:.5rem}img{image-rendering:pixelated;max-width:100%}`;

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/** Builds a page. `body` is HTML in which all foreign content is already escaped. */
export const page = (status: number, title: string, body: string): Answer => ({
  status,
  type: "text/html; charset=utf-8",
  headers: {
    "content-security-policy": policy,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  },
  body: `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${style}</style><p class="mark">模拟系统，仅供测试，数据均非真实 / A simulation for tests; nothing here is real</p><h1>${title}</h1>${body}</html>`,
});

/** Builds a table of texts and escapes its cells. */
export function table(
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  if (rows.length === 0) return "<p>（无 / none）</p>";
  const cells = (row: readonly (string | number)[], tag: string): string =>
    `<tr>${row.map((cell) => `<${tag}>${escapeHtml(String(cell))}</${tag}>`).join("")}</tr>`;
  return `<table>${cells(heads, "th")}${rows.map((row) => cells(row, "td")).join("")}</table>`;
}
