import type { RefundRule } from "@gradphoto/domain";
import { afterEach, describe, expect, test } from "vitest";
import { dayS } from "./testing/pay-student.ts";
import { openPayWorld } from "./testing/pay-world.ts";
import { refundActs } from "./testing/refund-acts.ts";

const world = await openPayWorld();
const {
  pool,
  owner,
  sandbox,
  addStudent,
  addPaid,
  start,
  readOrder,
  stateOf,
  payWithoutNotification,
} = world;

const { startRefund, settle, move } = refundActs(world);

afterEach(world.expectBooksAgree);

describe("the end of the window", () => {
  const ending = (refundRule: RefundRule) => ({
    refundRule,
    closesAt: new Date(world.deps.clock().getTime() + dayS * 1000),
  });
  const end = async (): Promise<void> => {
    await world.passTime(dayS);
    await world.work("expire-collections");
    await settle();
  };

  test("until-submitted: closes collections that are not submitted and refunds them in full", async () => {
    const { order, collectionId, call } = await addPaid(ending("until-submitted"));
    for (const name of ["upload", "made"] as const) await move(collectionId, name);
    await end();
    expect(await stateOf(collectionId)).toBe("closed");
    expect(await readOrder({ call }, order.orderId)).toMatchObject({ state: "refunded" });
  });

  test("until-photo: refunds collections without a photo, and none with a photo", async () => {
    const [withoutPhoto, withPhoto] = [
      await addPaid(ending("until-photo")),
      await addPaid(ending("until-photo")),
    ];
    for (const name of ["upload", "made"] as const) await move(withPhoto.collectionId, name);
    await end();
    expect(await stateOf(withoutPhoto.collectionId)).toBe("closed");
    expect(await stateOf(withPhoto.collectionId)).toBe("closed");
    expect((await readOrder(withoutPhoto, withoutPhoto.order.orderId)).state).toBe("refunded");
    expect((await readOrder(withPhoto, withPhoto.order.orderId)).state).toBe("paid");
    // Customer service may still refund voluntarily.
    expect(await startRefund(withPhoto.order.orderId)).toMatchObject({ state: "due" });
    await settle();
    expect((await readOrder(withPhoto, withPhoto.order.orderId)).state).toBe("refunded");
    expect(await stateOf(withPhoto.collectionId)).toBe("closed");
  });

  test("one collection that fails to close does not block the others", async () => {
    const [bad, good] = [
      await addPaid(ending("until-submitted")),
      await addPaid(ending("until-submitted")),
    ];
    await owner.query(
      `create function refuse_one() returns trigger language plpgsql as
         $$ begin if new.id = '${bad.collectionId}' then raise exception 'broken'; end if; return new; end $$;
       create trigger refuse_one before update on collections for each row execute function refuse_one()`,
    );
    await end();
    expect([await stateOf(bad.collectionId), await stateOf(good.collectionId)]).toEqual([
      "paid",
      "closed",
    ]);
    await owner.query("drop function refuse_one cascade");
    await world.work("expire-collections");
    await settle();
    expect(await stateOf(bad.collectionId)).toBe("closed");
  });

  test("many collections that fail to close do not block the others either", async () => {
    const [bad, good] = [
      await addPaid(ending("until-submitted")),
      await addPaid(ending("until-submitted")),
    ];
    await pool.query(
      "update projects set closes_at = closes_at - interval '1 hour' where id = $1",
      [bad.projectId],
    );
    await pool.query(
      `insert into collections select (jsonb_populate_record(c, jsonb_build_object(
         'id', gen_random_uuid(), 'code_hash', 'hmac:' || encode(sha256(n::text::bytea), 'hex')))).*
       from collections c, generate_series(1, 60) n where c.id = $1`,
      [bad.collectionId],
    );
    await owner.query(
      `create function refuse_many() returns trigger language plpgsql as
         $$ begin if new.project_id = '${bad.projectId}' then raise exception 'broken'; end if; return new; end $$;
       create trigger refuse_many before update on collections for each row execute function refuse_many()`,
    );
    await end();
    expect([await stateOf(bad.collectionId), await stateOf(good.collectionId)]).toEqual([
      "paid",
      "closed",
    ]);
    await owner.query("drop function refuse_many cascade");
    await world.work("expire-collections");
    await settle();
    expect(await stateOf(bad.collectionId)).toBe("closed");
  });

  test("leaves a collection in review open", async () => {
    const { collectionId } = await addPaid(ending("until-submitted"));
    for (const name of ["upload", "made", "submit"] as const) await move(collectionId, name);
    await end();
    expect(await stateOf(collectionId)).toBe("in_review");
  });

  test("credits a payment whose notification was lost, and then refunds it", async () => {
    const student = await addStudent(ending("until-submitted"));
    await world.passTime(dayS - 600);
    const { order } = await start(student);
    await payWithoutNotification(order);
    await world.passTime(600);
    await world.work("expire-collections");
    await settle();
    expect(await stateOf(student.collectionId)).toBe("closed");
    expect(await readOrder(student, order.orderId)).toMatchObject({
      state: "refunded",
      counts: true,
    });
  });

  test("starts a refund that was still waiting for confirmation", async () => {
    const { order, collectionId, call } = await addPaid({
      ...ending("until-submitted"),
      feeFen: 3500,
    });
    await startRefund(order.orderId);
    await end();
    expect(await stateOf(collectionId)).toBe("closed");
    expect((await readOrder({ call }, order.orderId)).state).toBe("refunded");
  });

  test("waits to close the collection while WeChat Pay cannot close its order", async () => {
    const student = await addStudent(ending("until-submitted"));
    await world.passTime(dayS - 600);
    await start(student);
    await sandbox.orderFault("pay-close", "server-error");
    await world.passTime(600);
    await world.work("expire-collections");
    expect(await stateOf(student.collectionId)).toBe("verified");
    await world.work("expire-collections");
    expect(await stateOf(student.collectionId)).toBe("closed");
  });
});
