/** Steps of a student on the web page, and students created over HTTP for flows that start after these steps. */
import assert from "node:assert/strict";
import { type ErrorCode, errors, type PayProviderId } from "@gradphoto/domain";
import { routeDefinitions } from "@gradphoto/domain/routes";
import { z } from "zod";
import { type PersonClient, take } from "../people/client.ts";
import type { ChsiStudent, OutsideWorld } from "../people/outside-world.ts";
import { goodPhoto } from "../people/photos.ts";
import { takeTasks } from "../people/reviewer.ts";
import { addShootingStudent, type ShootingStudent } from "../people/shooting-student.ts";
import { usualProject } from "../people/site-day.ts";
import { lastFourOf } from "../people/student.ts";
import { waitUntil } from "../people/wait-until.ts";
import type { Setting } from "./open-setting.ts";
import type { Phone } from "./phone.ts";

let students = 0;
/** Adds a paid student over HTTP. */
export const addPaid = ({
  world,
  product,
}: Pick<Setting, "world" | "product">): Promise<ShootingStudent> => {
  students += 1;
  return addShootingStudent(world, product.url, students);
};

/** Pages that need only a collection. */
type CollectionPage =
  | "collection"
  | "service"
  | "rules"
  | "standard"
  | "review"
  | "identity"
  | "payment"
  | "completed";

export const pathOf = (
  page: CollectionPage,
  { collectionId }: Pick<ShootingStudent, "collectionId">,
): string => `/pages/${page}/index?collectionId=${collectionId}`;

/** Gives this phone the client's session and opens a page. */
export async function openAs({ page }: Phone, client: PersonClient, path: string): Promise<void> {
  // This address has the app's storage and runs no part of the app.
  await page.goto("/healthz");
  await page.evaluate(
    `localStorage.setItem("gradphoto-session", ${JSON.stringify(client.token())})`,
  );
  await page.goto(path);
}

/** Adds a paid student over HTTP and opens a page of the collection on this phone. */
export async function openPaid(
  phone: Phone,
  setting: Setting,
  page: CollectionPage,
): Promise<ShootingStudent> {
  const student = await addPaid(setting);
  await openAs(phone, student.client, pathOf(page, student));
  return student;
}

const messages = z.array(z.object({ code: z.string() }));

let people = 0;
export const newPhoneNumber = (): string => {
  people += 1;
  return `199${String(Date.now() % 100_000).padStart(5, "0")}${String(people).padStart(3, "0")}`;
};

/** Returns the latest code that was sent to this number. */
export async function smsCodeOf(world: OutsideWorld, number: string): Promise<string> {
  const sent = messages.parse(await world.control("GET", `/sms/messages?phone=${number}`)).at(-1);
  assert.ok(sent, "no SMS was sent");
  return sent.code;
}

/** Signs in. `from` is the address that the phone opens. */
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
  // The sixth digit signs in.
  await type("sms-code", await smsCodeOf(world, number));
  await page.locator("#school:visible").waitFor();
  return number;
}

/** Chooses the usual school by its initials. */
export async function chooseSchool({ page, tap, type }: Phone): Promise<void> {
  await type("school", "jndx");
  await page.getByRole("button", { name: "暨南大学" }).filter({ visible: true }).first().click();
  await page.getByRole("button", { name: "普通本科" }).filter({ visible: true }).first().click();
  await tap("confirm");
  await page.locator("#album:visible").waitFor();
}

/** Sets the texts that the usual students' project displays to them, as the school does in the console. */
export async function changeTexts(
  operator: PersonClient,
  texts: { readonly notice: string; readonly printCaption: string; readonly imageCheckBy: string },
): Promise<void> {
  const { projectId, ...terms } = await usualProject(operator);
  const body = routeDefinitions.changeProject.body.parse({ ...terms, ...texts });
  await take(operator.call("changeProject", { params: { projectId }, body }));
}

export const newStudent = (world: OutsideWorld, fields: object = {}): Promise<ChsiStudent> =>
  world.addStudent({
    schoolCode: "10559",
    schoolName: "暨南大学",
    category: "bachelor",
    graduationYear: new Date().getUTCFullYear(),
    ...fields,
  });

/** Chooses the picture of a new student's code. `request` asks the sandbox's CHSI for a spoilt one. */
export async function showNewCode(
  phone: Phone,
  world: OutsideWorld,
  request: object = {},
): Promise<ChsiStudent> {
  const chsi = await newStudent(world);
  await phone.give(
    "album",
    await world.codePicture({ studentId: chsi.id, ...request }),
    "code.png",
  );
  return chsi;
}

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

/** Ticks every consent, chooses the provider where there is a choice, and taps 立即支付. */
export async function agreeAndPay(phone: Phone, provider?: PayProviderId): Promise<void> {
  const boxes = phone.page.getByRole("checkbox").filter({ visible: true });
  await boxes.first().waitFor();
  for (let index = 0; index < (await boxes.count()); index++) await boxes.nth(index).click();
  if (provider) await phone.tap(`pay-by-${provider}`);
  await phone.tap("pay");
}

const payLabels = { 支付: "支付 / Pay", 取消: "取消 / Cancel" } as const;

/** Answers on the provider's page in the sandbox, and returns to the app. */
export async function payOnTheirPage(
  { page }: Phone,
  choice: keyof typeof payLabels,
): Promise<void> {
  await page.getByRole("button", { name: payLabels[choice], exact: true }).click();
  await page.waitForURL(/pages\/payment/);
}

const payBooks = z.object({ orders: z.array(z.object({ outTradeNo: z.string() })) });

export const ordersOf = async (world: OutsideWorld) =>
  payBooks.parse(await world.control("GET", "/pay/books")).orders;

/** Pays the latest order as another phone does that scans the QR code. */
export async function payLatestOrder(world: OutsideWorld): Promise<void> {
  const latest = (await ordersOf(world)).at(-1);
  assert.ok(latest, "nothing was ordered");
  await world.control("POST", "/pay/pay", { outTradeNo: latest.outTradeNo });
}

/** Resolves once this reviewer holds the submission. */
export const inReviewersHand = (reviewer: PersonClient, collectionId: string) =>
  waitUntil(
    "The submission in the reviewer's queue",
    () => takeTasks(reviewer),
    (reviews) => reviews.some((review) => review.collectionId === collectionId),
  );

/** `button`: the one that opens the choice of camera and album. */
export async function chooseFromAlbum(
  phone: Phone,
  photo: Blob = goodPhoto(),
  button: "take-photo" | "retake" = "take-photo",
): Promise<void> {
  await phone.tap(button);
  await phone.give("from-album", photo, "photo.jpg");
  await phone.page.waitForURL(/pages\/preview/);
  await phone.page.locator(".sheet").waitFor({ state: "detached" });
  // A student who has not paid yet sees no upload button.
  await phone.page.locator("#retake:visible").waitFor();
}

export async function openCamera({ page, tap }: Phone): Promise<void> {
  await tap("take-photo");
  await tap("from-camera");
  await page.locator("#shoot:visible:enabled").waitFor();
}

export async function shoot({ page, tap }: Phone): Promise<void> {
  await tap("shoot");
  await page.locator("#upload:visible").waitFor();
}

/** Uploads the previewed photo. Returns the verdict's text. */
export async function uploadAndWait({ page, tap }: Phone): Promise<string> {
  await tap("upload");
  await tap("standardize");
  return readVerdict(page);
}

export async function readVerdict(page: Phone["page"]): Promise<string> {
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

/** Walks from the first page to a paid collection, by hand. */
export async function walkToPaid(phone: Phone, world: OutsideWorld): Promise<string> {
  await signIn(phone, world);
  await chooseSchool(phone);
  await proveIdentity(phone, await showNewCode(phone, world));
  const collectionId = await beginCollection(phone);
  await phone.tap("go-on");
  await agreeAndPay(phone);
  await payOnTheirPage(phone, "支付");
  await phone.page.locator("#go-photo:visible").waitFor();
  return collectionId;
}

/** Fails unless the page shows the error's Chinese text, up to its first value. */
export async function showsError({ page }: Phone, code: ErrorCode): Promise<void> {
  const visible = page.locator(`[data-code="${code}"]:visible`);
  await visible.waitFor();
  const [firstWords = ""] = errors[code].zh.split(/[{}]/);
  assert.ok((await visible.textContent())?.startsWith(firstWords), `${code} has another text`);
}
