/** WeChat's own button that requests the phone number; the web has none. */
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
