/** Requests by wx.request; pictures by wx.uploadFile, which reports upload progress. */
import type { Transport, TransportAnswer } from "@gradphoto/domain/client";
import Taro from "@tarojs/taro";
import type { PictureToSend } from "../platform.ts";

const timeoutMs = 100_000;

const lowerCase = (headers: Readonly<Record<string, unknown>> | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));

export const wechatTransport: Transport<PictureToSend> = async ({ method, url, headers, body }) => {
  if (body?.kind === "picture") return upload(url, headers, body.field, body.picture);
  const answer = await Taro.request<string>({
    url,
    method,
    header: { ...headers },
    // WeChat labels every request as JSON, so an empty body would be invalid.
    ...(method !== "GET" && { data: body?.text ?? "{}" }),
    // As text: the client parses it.
    dataType: "text",
    timeout: timeoutMs,
  });
  return {
    status: answer.statusCode,
    headers: lowerCase(answer.header),
    body: typeof answer.data === "string" ? answer.data : JSON.stringify(answer.data),
  };
};

async function upload(
  url: string,
  headers: Readonly<Record<string, string>>,
  name: string,
  { picture, onProgress }: PictureToSend,
): Promise<TransportAnswer> {
  const task = Taro.uploadFile({ url, filePath: picture.url, name, header: { ...headers }, timeout: timeoutMs });
  task.progress(({ progress }) => onProgress(progress / 100));
  const { statusCode, data } = await task;
  return { status: statusCode, headers: {}, body: data };
}
