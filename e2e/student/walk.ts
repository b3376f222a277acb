/** The student's way on the web page, chapter by chapter, as taps and words. */
import assert from "node:assert/strict";
import { type ErrorCode, errors, type PayProviderId } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { z } from "zod";
import { type PersonClient, take } from "../people/client.ts";
import type { ChsiStudent, OutsideWorld } from "../people/outside-world.ts";
import { goodPhoto } from "../people/photos.ts";
import { takeTasks } from "../people/reviewer.ts";
import { lastFourOf } from "../people/student.ts";
import { textMessagesOf } from "../people/text-messages.ts";
import { waitUntil } from "../people/wait-until.ts";
import type { Phone } from "./phone.ts";

const messages = z.array(z.object({ code: z.string() }));

let people = 0;
export const newPhoneNumber = (): string => {
  people += 1;
  return `199${String(Date.now() % 100_000).padStart(5, "0")}${String(people).padStart(3, "0")}`;
};

/** The code that was sent to this number last. */
export async function smsCodeOf(world: OutsideWorld, number: string): Promise<string> {
  const sent = messages.parse(await world.control("GET", `/sms/messages?phone=${number}`)).at(-1);
  assert.ok(sent, "no SMS was sent");
  return sent.code;
}

/** The path of the link in the text message about this collection. */
export async function linkTextedOf(world: OutsideWorld, collectionId: string): Promise<string> {
  const links = await waitUntil(
    "The text message",
    async () =>
      (await textMessagesOf(world, { collectionId })).flatMap(({ text }) => /https?:\/\/\S+/.exec(text)?.[0] ?? []),
    ({ length }) => length > 0,
  );
  const { pathname, search } = new URL(links.at(-1) ?? "");
  return `${pathname}${search}`;
}

/** `from`: the address that the phone opens. */
export async function signIn(
  { page, tap, type, see }: Phone,
  world: OutsideWorld,
  from: string = "/",
): Promise<string> {
  const number = newPhoneNumber();
  await page.goto(from);
  await tap("enter");
  await type("phone", number);
  await page.getByRole("checkbox").click();
  await tap("send-code");
  await see(new RegExp(number));
  await type("sms-code", await smsCodeOf(world, number));
  await tap("sign-in");
  await page.locator("#school:visible").waitFor();
  return number;
}

/** `initials`: of the school; `school`, `category`: as the page writes them. */
export interface Wanted {
  readonly initials: string;
  readonly school: string;
  readonly category: string;
}

export const usualSchool: Wanted = { initials: "jndx", school: "暨南大学", category: "普通本科" };

export async function chooseSchool({ page, tap, type }: Phone, wanted: Wanted): Promise<void> {
  await type("school", wanted.initials);
  await page.getByRole("button", { name: wanted.school }).filter({ visible: true }).first().click();
  await page.getByRole("button", { name: wanted.category }).filter({ visible: true }).first().click();
  await tap("confirm");
  await page.locator("#album:visible").waitFor();
}

/** The project of the usual students, as the operator sees it. */
export async function usualProject(operator: PersonClient) {
  const query = {
    schoolCode: "10559",
    category: "bachelor",
    graduationYear: new Date().getUTCFullYear(),
    limit: 10,
  } as const;
  const { projects } = await take(operator.call("listProjects", { query }));
  const [project] = projects;
  assert.ok(project, "the usual students have no project");
  return project;
}

/** As the school would in the console: what the project of the usual students tells them. */
export async function tellStudents(
  operator: PersonClient,
  reported: { readonly notice: string; readonly printCaption: string; readonly imageCheckBy: string },
): Promise<void> {
  const { projectId, ...terms } = await usualProject(operator);
  await take(
    operator.call("changeProject", {
      params: { projectId },
      body: routeDefinitions.changeProject.body.parse({ ...terms, ...reported }),
    }),
  );
}

export const studentOf = (graduationYear: number) => ({
  schoolCode: "10559",
  schoolName: "暨南大学",
  category: "bachelor",
  graduationYear,
});

export const newStudent = (
  world: OutsideWorld,
  graduationYear: number = new Date().getUTCFullYear(),
): Promise<ChsiStudent> => world.addStudent(studentOf(graduationYear));

export const showCode = (phone: Phone, picture: Blob): Promise<void> => phone.give("album", picture, "code.png");

export async function proveIdentity(phone: Phone, chsi: ChsiStudent): Promise<void> {
  await phone.page.locator("#last-four:visible").waitFor();
  await phone.type("last-four", lastFourOf(chsi));
  await phone.tap("verify");
  await phone.page.locator("#enter-collection:visible").waitFor();
}

export async function beginCollection(phone: Phone): Promise<string> {
  await phone.page.getByRole("checkbox", { name: /还没有学历照片|no graduation photo/ }).click();
  await phone.tap("enter-collection");
  await phone.page.locator("#go-on:visible").waitFor();
  return new URL(phone.page.url()).searchParams.get("collectionId") ?? "";
}

export async function agreeAndPay(phone: Phone, provider?: PayProviderId): Promise<void> {
  await phone.tap("go-on");
  await agreeAndPayHere(phone, provider);
}

/** Ticks every consent, chooses whom to pay by where that is said, and taps 立即支付. */
export async function agreeAndPayHere(phone: Phone, provider?: PayProviderId): Promise<void> {
  const boxes = phone.page.getByRole("checkbox").filter({ visible: true });
  await boxes.first().waitFor();
  for (let index = 0; index < (await boxes.count()); index++) await boxes.nth(index).click();
  if (provider) await phone.tap(`pay-by-${provider}`);
  await phone.tap("pay");
}

/** On the provider's page in the sandbox, in either language, then back on ours. */
export async function payOnTheirPage({ page }: Phone, choice: "支付" | "取消"): Promise<void> {
  await page.getByRole("button", { name: payWords[choice], exact: true }).click();
  await page.waitForURL(/pages\/payment/);
}

const payWords = { 支付: "支付 / Pay", 取消: "取消 / Cancel" } as const;

const payBooks = z.object({ orders: z.array(z.object({ outTradeNo: z.string() })) });

export const ordersOf = async (world: OutsideWorld) => payBooks.parse(await world.control("GET", "/pay/books")).orders;

/** As with another phone, by the QR code. */
export async function payLatestOrder(world: OutsideWorld): Promise<void> {
  const latest = (await ordersOf(world)).at(-1);
  assert.ok(latest, "nothing was ordered");
  await world.control("POST", "/pay/pay", { outTradeNo: latest.outTradeNo });
}

/** Answers once the submission is in this reviewer's hand. */
export const inReviewersHand = (reviewer: PersonClient, collectionId: string) =>
  waitUntil(
    "The submission in the reviewer's queue",
    () => takeTasks(reviewer),
    (reviews) => reviews.some((review) => review.collectionId === collectionId),
  );

/** From a page with 去拍照 or the like to the upload. */
export async function chooseFromAlbum(phone: Phone, photo: Blob = goodPhoto()): Promise<void> {
  await phone.tap("take-photo");
  await phone.give("from-album", photo, "photo.jpg");
  await phone.page.locator("#upload:visible").waitFor();
}

export async function shootWithCamera(phone: Phone): Promise<void> {
  await phone.tap("take-photo");
  await phone.tap("from-camera");
  await phone.page.locator("#shoot:visible:enabled").waitFor();
  await phone.tap("shoot");
  await phone.page.locator("#upload:visible").waitFor();
}

export async function uploadAndWait({ page, tap }: Phone): Promise<string> {
  await tap("upload");
  await tap("standardize");
  const verdict = page.locator("#verdict:visible");
  await verdict.waitFor({ timeout: 180_000 });
  return (await verdict.textContent()) ?? "";
}

export async function submit({ page, tap }: Phone): Promise<void> {
  await tap("submit");
  await page.getByRole("checkbox").filter({ visible: true }).click();
  await tap("confirm-submit");
  await page.waitForURL(/pages\/review/);
}

/** Everything from the first page to a paid collection. */
export async function walkToPaid(phone: Phone, world: OutsideWorld): Promise<string> {
  const collectionId = await walkToOrder(phone, world);
  await payOnTheirPage(phone, "支付");
  await phone.page.locator("#go-photo:visible").waitFor();
  return collectionId;
}

/** From the first page to an order that waits for its payment. */
export async function walkToOrder(phone: Phone, world: OutsideWorld, provider?: PayProviderId): Promise<string> {
  const chsi = await walkToCode(phone, world);
  await proveIdentity(phone, chsi);
  const collectionId = await beginCollection(phone);
  await agreeAndPay(phone, provider);
  return collectionId;
}

/** From the first page to a code that was shown; `request` spoils it as the sandbox's CHSI can. */
export async function walkToCode(phone: Phone, world: OutsideWorld, request: object = {}): Promise<ChsiStudent> {
  await walkToSchool(phone, world);
  const chsi = await newStudent(world);
  await showCode(phone, await world.codePicture({ studentId: chsi.id, ...request }));
  return chsi;
}

/** From the first page to the usual school, chosen. */
export async function walkToSchool(phone: Phone, world: OutsideWorld): Promise<void> {
  await signIn(phone, world);
  await chooseSchool(phone, usualSchool);
}

/** The refusal is shown in the words of the table, whatever they name filled in. */
export async function refusedInWords({ page }: Phone, code: ErrorCode): Promise<void> {
  const visible = page.locator(`[data-code="${code}"]:visible`);
  await visible.waitFor();
  const [firstWords = ""] = errors[code].zh.split(/[{}]/);
  assert.ok((await visible.textContent())?.startsWith(firstWords), `${code} is not said in its words`);
}
