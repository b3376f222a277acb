import { expect, test } from "vitest";
import { allOrderStates, orderStates, takesPayment } from "./order-states.ts";
import { payChannels } from "./pay-providers.ts";
import { allRefundStates, previousRefundStates, refundStates } from "./refund-states.ts";
import { payChannel } from "./routes.ts";

const reachable = (table: object, first: string): readonly string[] => {
  const moves = new Map(
    Object.entries(table).map(([state, row]) => [state, Object.values<{ to: string }>(row.moves).map(({ to }) => to)]),
  );
  const seen = new Set([first]);
  for (const state of seen) for (const to of moves.get(state) ?? []) seen.add(to);
  return [...seen].sort();
};

test("every state of an order and of a refund can be reached", () => {
  expect(reachable(orderStates, "open")).toEqual([...allOrderStates].sort());
  expect(reachable(refundStates, "requested")).toEqual([...allRefundStates].sort());
});

test("a payment is taken by an open or closed order, never by one that is paid or refunded", () => {
  expect(allOrderStates.filter(takesPayment)).toEqual(["open", "closed"]);
});

test("money goes back only from what is due, never from what waits, was declined or has gone back", () => {
  expect(previousRefundStates("succeed")).toEqual(["due", "processing", "abnormal"]);
  expect(previousRefundStates("confirm")).toEqual(["waiting"]);
  expect(previousRefundStates("decline")).toEqual(["requested", "waiting"]);
});

test("a second person of finance alone confirms", () => {
  expect(refundStates.waiting.moves.confirm?.by).toEqual(["finance"]);
});

test("the schema knows exactly the channels of the table", () => {
  expect([...payChannel.options].sort()).toEqual(Object.keys(payChannels).sort());
});
