/** WeChat's own way to customer service; on the web there is the telephone alone. */
import { Button } from "@tarojs/components";
import type { ReactNode } from "react";

export function ContactButton({ children }: { readonly children: ReactNode }) {
  return process.env.TARO_ENV === "weapp" ? (
    <Button className="button button--second" openType="contact">
      {children}
    </Button>
  ) : null;
}
