/** Bar of the demo on each page: the way to /demo, sample photos, the SMS code and a collection code. */
/** Returns true on one of these pages of the student app, such as "capture" for /pages/capture/index. */
const isOn = (...pages) => pages.includes(location.pathname.split("/")[2] ?? "");
const isChinese = !navigator.language.startsWith("en");
const text = (zh, en) => (isChinese ? zh : en);

/** File that the next file picker returns at once; null opens the picker as usual. */
let nextFile = null;

function giveFile(input, file) {
  const chosen = new DataTransfer();
  chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Also covers file inputs that the app creates and clicks itself. */
const click = HTMLInputElement.prototype.click;
HTMLInputElement.prototype.click = function () {
  if (this.type !== "file" || nextFile === null) return click.call(this);
  const file = nextFile;
  nextFile = null;
  giveFile(this, file);
};

function element(tag, fields = {}, style = {}) {
  const created = Object.assign(document.createElement(tag), fields);
  Object.assign(created.style, style);
  return created;
}

const buttonStyle = {
  padding: "8px 10px",
  border: "1px solid #9dbdea",
  borderRadius: "8px",
  background: "#fff",
  color: "#1f3a5f",
  font: "14px system-ui",
  cursor: "pointer",
};
const bar = element(
  "div",
  { id: "demo-bar" },
  { position: "fixed", left: "0", top: "45%", zIndex: "9999", font: "14px/1.5 system-ui" },
);
const panel = element(
  "div",
  { hidden: true },
  {
    maxWidth: "270px",
    padding: "12px",
    borderRadius: "0 12px 12px 0",
    background: "#f6f3ee",
    color: "#22272e",
    boxShadow: "0 2px 12px #0005",
    transform: "translateY(-50%)",
  },
);
const opener = element(
  "button",
  { id: "demo-open", type: "button", textContent: text("演示", "Demo") },
  { ...buttonStyle, padding: "10px 2px", borderRadius: "0 8px 8px 0", writingMode: "vertical-rl", opacity: "0.85" },
);
const hint = element("p", {}, { margin: "6px 0" });
hint.setAttribute("role", "status");

/** Gives the file to the page's own field, or to the next choice of a picture. */
function offer(file) {
  const field = document.querySelector("#file");
  if (field) {
    void toggle();
    return giveFile(field, file);
  }
  nextFile = file;
  hint.textContent = text(
    "好了：现在点“从相册选取”，就会用这张照片。",
    "Ready: now tap “Choose from the album”, and this photo is used.",
  );
}

async function offerSample(name) {
  const picture = await (await fetch(`/demo/samples/${name}`)).blob();
  offer(new File([picture], `${name}.jpg`, { type: "image/jpeg" }));
}

async function offerCode() {
  const { picture, lastFour } = await (await fetch("/demo/codes", { method: "POST" })).json();
  const bytes = await (await fetch(picture)).blob();
  nextFile = new File([bytes], "code.png", { type: "image/png" });
  hint.textContent = text(
    `现在点“相册识别”，就会用这个采集码。证件号后四位：${lastFour}`,
    `Now tap “Read from album”, and this code is used. Last four of the ID number: ${lastFour}`,
  );
}

async function payOrder() {
  const { isPaid } = await (await fetch("/demo/payments", { method: "POST" })).json();
  hint.textContent = isPaid
    ? text("已代付，页面马上会更新。", "Paid. The page updates in a moment.")
    : text(
        "没有等待微信支付的订单。请先在页面上选择微信支付并下单。",
        "No order is waiting for WeChat Pay. Start a payment on the page first.",
      );
}

const readHelp = async () => (await fetch("/demo/help.json")).json();

/** Types the latest SMS code into the page's field, as the phone's keyboard would. */
async function fillCode() {
  const { smsCode } = await readHelp();
  const field = document.querySelector("[autocomplete=one-time-code]");
  hint.textContent =
    smsCode === null || field === null
      ? text("请先点“获取验证码”。", "Tap “Send the code” first.")
      : text(`验证码：${smsCode}`, `Code: ${smsCode}`);
  if (smsCode === null || field === null) return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, smsCode);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

const button = (id, textContent, onclick) =>
  element("button", { type: "button", id, textContent, onclick }, { ...buttonStyle, marginTop: "6px" });

function samplesOf(samples) {
  const grid = { display: "grid", gridTemplateColumns: "repeat(3, 1fr)", gap: "6px" };
  const pictures = element("div", { id: "demo-samples" }, grid);
  for (const { name, label } of samples) {
    const sample = button(`demo-sample-${name}`, "", () => offerSample(name));
    sample.style.padding = "4px";
    sample.append(
      element("img", { src: `/demo/samples/${name}`, alt: "" }, { width: "100%", borderRadius: "4px" }),
      element("span", { textContent: text(label.zh, label.en) }),
    );
    pictures.append(sample);
  }
  return pictures;
}

async function toggle() {
  panel.hidden = !panel.hidden;
  opener.hidden = !panel.hidden;
  if (panel.hidden) return;
  const home = element(
    "a",
    { href: "/demo", textContent: text("换一个人", "Switch person") },
    { ...buttonStyle, display: "inline-block" },
  );
  const close = element("button", { type: "button", textContent: text("收起", "Close"), onclick: toggle }, buttonStyle);
  close.style.float = "right";
  panel.replaceChildren(close, home, hint);
  if (isOn("try", "rules", "capture", "helper", "preview", "rejected"))
    panel.append(samplesOf((await readHelp()).samples));
  if (isOn("code", "code-guide"))
    panel.append(button("demo-code", text("用一个采集码", "Use a collection code"), offerCode));
  if (isOn("payment")) panel.append(button("demo-pay", text("模拟用微信支付", "Pay as with WeChat"), payOrder));
  if (isOn("sign-in")) panel.append(button("demo-sms", text("填入短信验证码", "Fill in the SMS code"), fillCode));
}

opener.onclick = toggle;
bar.append(opener, panel);
document.body.append(bar);
if (isOn("try")) void toggle();
