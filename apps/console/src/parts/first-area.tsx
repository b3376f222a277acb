/** The field that a dialog opens for: whoever opens it writes at once. */
import { Input } from "antd";
import type { TextAreaProps, TextAreaRef } from "antd/es/input/TextArea";
import { useEffect, useRef } from "react";

/**
 * Antd gives the keyboard to the × of a dialog, where a space closes it and the letters after it are keys of the page
 * behind; `autoFocus` comes too early, before the dialog is shown.
 */
export function FirstArea(props: TextAreaProps) {
  const field = useRef<TextAreaRef>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  return <Input.TextArea ref={field} {...props} />;
}
