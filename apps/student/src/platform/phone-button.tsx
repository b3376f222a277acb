/** WeChat's own button that asks for the phone number; on the web there is none. */
import { Button } from "@tarojs/components";
import type { ReactNode } from "react";

interface PhoneButtonProps {
  readonly busy: boolean;
  readonly off: boolean;
  /** null: the student refused. */
  readonly onCode: (code: string | null) => void;
  readonly children: ReactNode;
}

export function PhoneButton({ busy, off, onCode, children }: PhoneButtonProps) {
  return process.env.TARO_ENV === "weapp" ? (
    <Button
      id="wechat-phone"
      className="button button--primary"
      openType="getPhoneNumber"
      disabled={off || busy}
      onGetPhoneNumber={({ detail }) => onCode(detail.code ?? null)}
    >
      {children}
    </Button>
  ) : null;
}
