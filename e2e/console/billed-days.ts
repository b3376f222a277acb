/** Adds the bills of a past month. The product itself fetches them on the morning after each day. */
import { inProductDatabase } from "../product/product-database.ts";
import type { Setting } from "./flow.ts";

/** Adds the bills of one project: 40 payments, 3 refunds, and a day without either. */
export const addBilledMonth = ({ product }: Setting, projectId: string): Promise<void> =>
  inProductDatabase(product, async (database) => {
    await database.query(
      `insert into bill_days (provider, day, state, payments, refunds, paid_fen, refunded_fen, processing_fee_fen, fetched_at)
       values ('wechat-pay', '2026-05-30', 'fetched', 25, 0, 62500, 0, 375, now()),
         ('wechat-pay', '2026-05-31', 'fetched', 15, 3, 37500, 7500, 180, now()),
         ('wechat-pay', '2026-06-01', 'fetched', 0, 0, 0, 0, 0, now())
       on conflict do nothing`,
    );
    await database.query(
      `insert into income_days (provider, day, project_id, payments, refunds, paid_fen, refunded_fen, processing_fee_fen)
       values ('wechat-pay', '2026-05-30', $1, 25, 0, 62500, 0, 375), ('wechat-pay', '2026-05-31', $1, 15, 3, 37500, 7500, 180)
       on conflict do nothing`,
      [projectId],
    );
  });
