/** Dock of the demo on each page: only what the present page asks for, and the way back to /demo. */
const tourSize = 5;
const checkEveryMs = 300;
const waitMs = 3000;

/** File that the next file picker returns at once; null opens the picker as usual. */
let nextFile = null;

/** Also covers file inputs that the app creates and clicks itself. */
const click = HTMLInputElement.prototype.click;
HTMLInputElement.prototype.click = function () {
  if (this.type !== "file" || nextFile === null) return click.call(this);
  giveFile(this, nextFile);
  nextFile = null;
};

function giveFile(input, file) {
  const chosen = new DataTransfer();
  chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Previous pages of the student app stay in the document, hidden. */
const visible = (selector) =>
  [...document.querySelectorAll(selector)].findLast((one) => one.getClientRects().length > 0) ??
  null;
const pageLanguage = () =>
  visible(".page")?.lang || document.documentElement.lang || navigator.language;
const text = (zh, en) => (pageLanguage().startsWith("en") ? en : zh);

async function request(path, method = "GET") {
  const response = await fetch(`/demo/${path}`, { method });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}

async function waitFor(selector) {
  for (const end = Date.now() + waitMs; Date.now() < end; ) {
    const match = visible(selector);
    if (match) return match;
    await new Promise((done) => setTimeout(done, 50));
  }
  return null;
}

/** Types into a field, as the phone's keyboard would. */
function type(selector, value) {
  const field = visible(selector);
  if (!field) return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Lets the page choose this file by its own button; `buttons` are tapped one after the other. */
async function choose(file, buttons) {
  nextFile = file;
  for (const button of buttons) (await waitFor(button))?.click();
}

const testPhone = () => `199${String(Date.now() % 100_000_000).padStart(8, "0")}`;

async function fillCode() {
  const { smsCode } = await (await request(`sms-codes/${visible("#phone")?.value}`)).json();
  if (smsCode === null) return text("请先点“获取验证码”", "Tap “Send the code” first");
  type("#sms-code", smsCode);
  return "";
}

const lastFourKey = "gradphoto-demo-last-four";

async function readCode() {
  const { png, lastFour } = await (await request("codes", "POST")).json();
  const bytes = Uint8Array.from(atob(png), (byte) => byte.charCodeAt(0));
  sessionStorage.setItem(lastFourKey, lastFour);
  await choose(
    new File([bytes], "code.png", { type: "image/png" }),
    ["#other-code", "#album"].filter(visible),
  );
  return "";
}

function fillLastFour() {
  const lastFour = sessionStorage.getItem(lastFourKey);
  if (lastFour === null)
    return text("请先回到上一页，用一个测试采集码", "Go back and use a test collection code first");
  type("#last-four", lastFour);
  return "";
}

async function payOrder() {
  const collectionId = new URLSearchParams(location.search).get("collectionId");
  const headers = { authorization: `Bearer ${localStorage.getItem("gradphoto-session")}` };
  const { orders } = await (
    await fetch(`/v1/collections/${collectionId}/orders`, { headers })
  ).json();
  const { isPaid } = await (await request(`payments/${orders.at(-1)?.outTradeNo}`, "POST")).json();
  return isPaid
    ? text("已付款，页面马上更新", "Paid. The page updates in a moment")
    : text("没有等待付款的微信订单", "No WeChat order is waiting");
}

async function chooseSample(name) {
  const picture = await (await request(`samples/${name}`)).blob();
  const file = new File([picture], `${name}.jpg`, { type: "image/jpeg" });
  const field = document.querySelector("#file");
  if (field) giveFile(field, file);
  else if (visible("#system-camera")) await choose(file, ["#system-camera"]);
  else if (visible("#helper-shoot")) await choose(file, ["#helper-shoot", "#system-camera"]);
  else
    await choose(
      file,
      visible("#from-album") ? ["#from-album"] : ["#take-photo, #retake", "#from-album"],
    );
  return "";
}

const button = (id, zh, en, act) => ({ id, label: () => text(zh, en), act });
const phoneNumber = button("demo-phone", "填一个测试手机号", "Fill in a test number", () =>
  type("#phone", testPhone()),
);
const sms = button("demo-sms", "填入短信验证码", "Fill in the SMS code", fillCode);
const code = button("demo-code", "用一个测试采集码", "Use a test collection code", readCode);
const lastFour = button(
  "demo-last-four",
  "填入证件号后四位",
  "Fill in the last four",
  fillLastFour,
);
const pay = button("demo-pay", "模拟扫码付款", "Pay as if by scanning", payOrder);
const school = button("demo-school", "填入一所学校", "Fill in a school", () =>
  type("#school", "暨南大学"),
);

/** What the present page asks for: its hint, buttons, and whether it takes a photo. */
function needs() {
  if (location.pathname.startsWith("/console"))
    return {
      leads: true,
      hint: ["看完了？到演示页看下一处", "Done here? The demo page has the next place"],
    };
  const page = location.pathname.split("/")[2] ?? "";
  const tries = { hint: ["选一张示例照片", "Choose a sample photo"], samples: true };
  if (page === "sign-in")
    return { buttons: visible("#sms-code") ? [sms] : visible("#phone") ? [phoneNumber] : [] };
  if (page === "eligibility") return { buttons: [school] };
  if (page === "code" || page === "verify")
    return { buttons: [visible("#last-four") ? lastFour : code] };
  if (page === "payment") return visible(".qr") ? { buttons: [pay] } : {};
  if (page === "review")
    return {
      leads: true,
      hint: ["想自己审这张？到演示页，当一回审核员", "To review it yourself, go to the demo page"],
    };
  if (page === "preview" && visible("#upload, #pay-for-it") && !visible("#from-album"))
    return { ...tries, hint: ["也可以换一张示例照片", "Or choose another sample"] };
  if (page === "preview") return visible("#standardize") ? {} : tries;
  if (page === "standard")
    return visible("#from-album") || (visible("#retake") && !visible("#submit")) ? tries : {};
  if (["try", "rules", "capture", "helper", "rejected"].includes(page)) return tries;
  return {};
}

function element(tag, fields = {}, ...children) {
  const created = Object.assign(document.createElement(tag), fields);
  created.append(...children);
  return created;
}

const dock = element("aside", { id: "demo-bar" });
const status = element("p", { id: "demo-status", role: "status" });
const { samples } = await (await request("help.json")).json();

async function run(act) {
  status.textContent = "";
  try {
    status.textContent = (await act()) ?? "";
  } catch {
    status.textContent = text(
      "服务没有回答。若它已停止，请在终端再运行 npm start",
      "The service does not answer. If it has stopped, run npm start again",
    );
  }
}

function draw({ hint, leads, buttons = [], samples: hasSamples = false }) {
  const seen = /(?:^|; )gradphoto-demo-seen=([\d.]*)/.exec(document.cookie)?.[1] ?? "";
  const count = seen === "" ? 0 : seen.split(".").length;
  const home = element("a", { id: "demo-home", href: `/demo?language=${text("zh", "en")}` });
  home.append(
    element("b", { textContent: text("演示", "Demo") }),
    text(` · 看过 ${count}/${tourSize}`, ` · seen ${count}/${tourSize}`),
  );
  const taps = buttons.map(({ id, label, act }) =>
    element("button", { type: "button", id, textContent: label(), onclick: () => run(act) }),
  );
  const photos = hasSamples ? samples : [];
  const pictures = photos.map(({ name, label }) => {
    const words = text(label.zh, label.en);
    return element(
      "button",
      {
        type: "button",
        id: `demo-sample-${name}`,
        title: words,
        onclick: () => run(() => chooseSample(name)),
      },
      element("img", { src: `/demo/thumbnails/${name}`, alt: "" }),
      element("span", { textContent: words }),
    );
  });
  const words = hint ? text(...hint) : "";
  const hints = hint
    ? [
        leads
          ? element("a", { href: home.href, textContent: words })
          : element("p", { textContent: words }),
      ]
    : [];
  dock.setAttribute("aria-label", text("演示", "Demo"));
  dock.replaceChildren(
    home,
    ...hints,
    ...taps,
    element("div", { className: "demo-samples" }, ...pictures),
    status,
  );
}

/** Draws the dock again when the page, its language or its needs have changed. */
let drawn = "";
function refresh() {
  const present = needs();
  const key = JSON.stringify([
    location.pathname,
    pageLanguage(),
    present,
    present.buttons?.map(({ id }) => id),
  ]);
  if (key === drawn) return;
  drawn = key;
  status.textContent = "";
  draw(present);
}

document.head.append(element("link", { rel: "stylesheet", href: "/demo/bar.css" }));
document.body.append(dock);
document.documentElement.classList.add("has-demo-bar");
refresh();
setInterval(refresh, checkEveryMs);
