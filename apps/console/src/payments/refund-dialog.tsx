/**
 * Dialog that starts the refund of an order with a reason; the service decides whether it runs now or waits for a
 * second person.
 */
import { Form, Input } from "antd";
import { yuan } from "../lib/amounts.ts";
import { useWords } from "../lib/words.ts";
import { FormDialog } from "../parts/form/form-dialog.tsx";
import { useRequiredText } from "../parts/form/rules.ts";
import { financeWords } from "./finance-words.ts";

interface Props {
  readonly order: {
    readonly orderId: string;
    readonly outTradeNo: string;
    readonly amountFen: number;
  };
  readonly done: () => void;
  readonly close: () => void;
}

export function RefundDialog({ order: { orderId, outTradeNo, amountFen }, done, close }: Props) {
  const t = useWords(financeWords);
  const needed = useRequiredText();
  return (
    <FormDialog<"startRefund", { readonly reason: string }>
      title={t.refundOf(outTradeNo, yuan(amountFen))}
      send={t.startRefund}
      route="startRefund"
      inputOf={(body) => ({ params: { orderId }, body })}
      done={done}
      close={close}
    >
      <Form.Item name="reason" label={t.reason} rules={needed} extra={t.refundHint}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
