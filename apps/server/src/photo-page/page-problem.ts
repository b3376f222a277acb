/** Error answers: RFC 9457 problem details with a code and words in both languages. */
import type { Bilingual } from "@gradphoto/domain";
import type { FastifyReply } from "fastify";

interface ProblemRow extends Bilingual {
  readonly status: number;
}

const problems = {
  "unknown-spec": {
    status: 400,
    zh: "没有这个照片规格，请从列表中选择",
    en: "There is no such photo spec; choose one from the list",
  },
  "photo-missing": { status: 400, zh: "没有收到照片，请重新选择文件", en: "No photo arrived; choose the file again" },
  "photo-too-large": {
    status: 413,
    zh: "文件超过 25 MB，请上传手机原图",
    en: "The file is over 25 MB; upload the phone's original photo",
  },
  "photo-too-slow": {
    status: 422,
    zh: "这张照片处理时间过长，请换一张再试",
    en: "This photo takes too long; try another one",
  },
  busy: {
    status: 503,
    zh: "同时处理的照片太多，请稍等几秒再试",
    en: "Many photos are being worked on; try again in a few seconds",
  },
  "bad-request": {
    status: 400,
    zh: "请求的格式不对，请把照片文件本身作为请求内容发送",
    en: "The request is not as it should be; send the photo file itself as the body",
  },
  "foreign-host": {
    status: 403,
    zh: "这个页面只能从本机打开，请用启动时打印的网址",
    en: "This page opens on this machine alone; use the address printed at the start",
  },
  "foreign-origin": {
    status: 403,
    zh: "别的网站不能向这里发送照片，请在本机的页面上选择照片",
    en: "Other sites may not send photos here; choose the photo on this machine's page",
  },
  internal: {
    status: 500,
    zh: "服务出错了，照片没有丢失在您的手机里，请稍后再试",
    en: "Something broke here; your photo is still on your phone, try again later",
  },
} as const satisfies Readonly<Record<string, ProblemRow>>;

export type ProblemCode = keyof typeof problems;

export function sendProblem(reply: FastifyReply, code: ProblemCode): FastifyReply {
  const { status, zh, en } = problems[code];
  return reply
    .code(status)
    .type("application/problem+json")
    .send(JSON.stringify({ type: `urn:gradphoto:problem:${code}`, title: en, status, code, detail: { zh, en } }));
}
