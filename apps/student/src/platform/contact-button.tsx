/** WeChat's own button for customer service; the web has only the phone number. */
import { Button } from "@tarojs/components";
import type { ReactNode } from "react";

export const hasContactButton = process.env.TARO_ENV === "weapp";

export function ContactButton({ children }: { readonly children: ReactNode }) {
  return hasContactButton ? (
    <Button className="button button--second" openType="contact">
      {children}
    </Button>
  ) : null;
}
