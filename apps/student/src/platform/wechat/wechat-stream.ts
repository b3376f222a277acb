/** An answer that comes piece by piece, in chunks of wx.request. */
import type { OpenStream } from "@gradphoto/domain/client";
import Taro from "@tarojs/taro";

/** The service renews its streams after ten minutes. */
const timeoutMs = 660_000;

export const openWechatStream: OpenStream = ({ url, headers }, listener) => {
  let left = false;
  const task = Taro.request({
    url,
    header: { ...headers },
    enableChunked: true,
    dataType: "text",
    timeout: timeoutMs,
  });
  task.onChunkReceived(({ data }) => {
    // What the service writes is ASCII: a decoder of letters, which older phones lack, is not needed.
    if (!left) listener.text(String.fromCharCode(...new Uint8Array(data)));
  });
  const end = (): void => {
    if (!left) listener.ended();
  };
  task.then(end, end);
  return () => {
    left = true;
    task.abort();
  };
};
