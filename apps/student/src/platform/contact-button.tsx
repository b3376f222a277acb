/** WeChat's own button for customer service; the web has only the phone number. */
import { Button } from "@tarojs/components";
import type { ReactNode } from "react";

export function ContactButton({ children }: { readonly children: ReactNode }) {
  return process.env.TARO_ENV === "weapp" ? (
    <Button className="button button--second" openType="contact">
      {children}
    </Button>
  ) : null;
}
