/** Receipt of a paid order as a one-page PDF. */
import { type Bilingual, beijingTime, brand, type Language, wordsOf } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/routes";
import { eq } from "drizzle-orm";
import { type FileAnswer, type Refusal, refuse } from "../core/call.ts";
import { collections, projects, schools } from "../infra/db/schema/index.ts";
import type { Lettering } from "../infra/lettering/lettering.ts";
import { type PageContent, pdfPage } from "../infra/lettering/pdf-page.ts";
import type { DocumentDeps, ReadingDeps } from "./deps.ts";
import { findOwnOrder } from "./order-rows.ts";
import { presentOrder } from "./present-order.ts";

const words = wordsOf(
  {
    title: (name: string) => `${name} · 收据`,
    payee: "收款方",
    service: "项目",
    photo: (school: string) => `${school} 证件照采集服务`,
    amount: "金额",
    paidAt: "支付时间（北京时间）",
    number: "订单号",
    transaction: (provider: string) => `${provider}单号`,
    refund: "退款",
    foot: "本收据不是发票；需要发票请在订单页申请。",
  },
  {
    title: (name) => `${name} · Receipt`,
    payee: "Received by",
    service: "For",
    photo: (school) => `Certificate photo, ${school}`,
    amount: "Amount",
    paidAt: "Paid (Beijing time)",
    number: "Order",
    transaction: (provider) => `${provider} no.`,
    refund: "Refund",
    foot: "This receipt is not an invoice; ask for one on the page of the order.",
  },
);

type ReceiptDeps = ReadingDeps & Pick<DocumentDeps, "lettering" | "operatorName">;

export async function downloadReceipt(
  deps: ReceiptDeps,
  {
    orderId,
    accountId,
    language,
  }: { readonly orderId: string; readonly accountId: string; readonly language: Language },
): Promise<FileAnswer | Refusal<"not-found" | "order-not-paid">> {
  const { db } = deps;
  const own = await findOwnOrder(db, orderId, accountId);
  if (!own) return refuse("not-found", {});
  if (own.paidAt === null || !own.counts) return refuse("order-not-paid", {});
  const [row] = await db
    .select({ schoolName: schools.name })
    .from(collections)
    .innerJoin(projects, eq(projects.id, collections.projectId))
    .innerJoin(schools, eq(schools.code, projects.schoolCode))
    .where(eq(collections.id, own.collectionId));
  const order = await presentOrder(deps, own.id);
  const t = words[language];
  const name = `${language === "zh" ? "收据" : "receipt"}-${order.outTradeNo}.pdf`;
  const title = t.title(brand[language]);
  const rows = rowsOf(order, { ...deps, schoolName: row?.schoolName ?? "", language });
  const bytes = pdfPage(await layOut(deps.lettering, { title, rows, foot: t.foot }));
  return { bytes, mediaType: "application/pdf", fileName: name };
}

const fenPerYuan = 100;
const yuan = (fen: number): string => `¥${(fen / fenPerYuan).toFixed(2)}`;

type Row = readonly [name: string, value: string];

function rowsOf(
  {
    amountFen,
    paidAt,
    outTradeNo,
    transactionId,
    providerLabel,
    refunds,
  }: RouteAnswer<"readOrder">,
  about: {
    readonly schoolName: string;
    readonly operatorName: Bilingual;
    readonly language: Language;
  },
): readonly Row[] {
  const { language } = about;
  const t = words[language];
  return [
    [t.payee, about.operatorName[language]],
    [t.service, t.photo(about.schoolName)],
    [t.amount, yuan(amountFen)],
    [t.paidAt, paidAt === null ? "" : beijingTime(paidAt)],
    [t.number, outTradeNo],
    [t.transaction(providerLabel[language]), transactionId ?? ""],
    ...refunds
      .slice(-lastRefunds)
      .map((refund): Row => [t.refund, `${yuan(refund.amountFen)} · ${refund.label[language]}`]),
  ];
}

/** A5 landscape, half of an A4 sheet. */
const paper = { widthPt: 595, heightPt: 420 } as const;
const margin = 48;
const nameWidth = 150;
const rowHeight = 28;
/** Number of refunds that fit on the page. */
const lastRefunds = 3;
const firstRow = 112;
const navy = [0.08, 0.16, 0.28] as const;
const grey = [0.35, 0.37, 0.4] as const;
const black = [0.13, 0.15, 0.18] as const;

async function layOut(
  lettering: Lettering,
  {
    title,
    rows,
    foot,
  }: { readonly title: string; readonly rows: readonly Row[]; readonly foot: string },
): Promise<PageContent> {
  /** Returns the outline of the text, shrunk if it would exceed the page. */
  const fitted = async (text: string, size: number, room: number) => {
    const outline = await lettering.outline(text, size);
    return outline.width <= room ? outline : lettering.outline(text, (size * room) / outline.width);
  };
  const room = paper.widthPt - 2 * margin;
  const drawn: PageContent["texts"][number][] = [
    { outline: await fitted(title, 22, room), x: margin, y: 72, colour: navy },
  ];
  for (const [index, [name, value]] of rows.entries()) {
    const y = firstRow + index * rowHeight;
    drawn.push({ outline: await fitted(name, 11, nameWidth - 12), x: margin, y, colour: grey });
    drawn.push({
      outline: await fitted(value, 12, room - nameWidth),
      x: margin + nameWidth,
      y,
      colour: black,
    });
  }
  drawn.push({
    outline: await fitted(foot, 9, room),
    x: margin,
    y: paper.heightPt - margin,
    colour: grey,
  });
  const bars = [{ x: margin, y: 84, width: room, height: 0.8, colour: navy }];
  return { ...paper, title, texts: drawn, bars };
}
