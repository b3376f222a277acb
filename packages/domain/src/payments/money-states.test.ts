import { expect, test } from "vitest";
import { allOrderStates, orderStates, takesPayment } from "./order-states.ts";
import { payChannels } from "./pay-providers.ts";
import { allRefundStates, previousRefundStates, refundStates } from "./refund-states.ts";
import { payChannel } from "./routes.ts";

const reachable = (table: object, first: string): readonly string[] => {
  const moves = new Map(
    Object.entries(table).map(([state, row]) => [
      state,
      Object.values<{ to: string }>(row.moves).map(({ to }) => to),
    ]),
  );
  const seen = new Set([first]);
  for (const state of seen) for (const to of moves.get(state) ?? []) seen.add(to);
  return [...seen].sort();
};

test("every state of an order and of a refund can be reached", () => {
  expect(reachable(orderStates, "open")).toEqual([...allOrderStates].sort());
  expect(reachable(refundStates, "requested")).toEqual([...allRefundStates].sort());
});

test("only an open or closed order accepts a payment, not a paid or refunded one", () => {
  expect(allOrderStates.filter(takesPayment)).toEqual(["open", "closed"]);
});

test("a refund is paid out only when it is due, not while it waits or after it was declined or paid", () => {
  expect(previousRefundStates("succeed")).toEqual(["due", "processing", "abnormal"]);
  expect(previousRefundStates("confirm")).toEqual(["waiting"]);
  expect(previousRefundStates("decline")).toEqual(["requested", "waiting"]);
});

test("only finance can confirm a refund that needs a second person", () => {
  expect(refundStates.waiting.moves.confirm?.by).toEqual(["finance"]);
});

test("the schema accepts exactly the channels of the table", () => {
  expect([...payChannel.options].sort()).toEqual(Object.keys(payChannels).sort());
});
