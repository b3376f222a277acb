/** Bar of the demo on each page: the way to /demo, sample photos, the SMS code and a collection code. */
const isConsole = location.pathname.startsWith("/console");
const isChinese = !navigator.language.startsWith("en");
const text = (zh, en) => (isChinese ? zh : en);

/** File that the next choice of a file receives; null lets the visitor choose. */
let nextFile = null;

function giveFile(input, file) {
  const chosen = new DataTransfer();
  chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

const click = HTMLInputElement.prototype.click;
HTMLInputElement.prototype.click = function () {
  if (this.type !== "file" || nextFile === null) return click.call(this);
  const file = nextFile;
  nextFile = null;
  giveFile(this, file);
};

function element(tag, fields = {}, style = {}) {
  const made = Object.assign(document.createElement(tag), fields);
  Object.assign(made.style, style);
  return made;
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
    void show();
    return giveFile(field, file);
  }
  nextFile = file;
  hint.textContent = text("好了：现在点“相册”，就会用它。", "Ready: now tap “Album”, and it is used.");
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
    `Now tap “From a picture”, and this code is used. Last four of the ID number: ${lastFour}`,
  );
}

async function payOrder() {
  const { isPaid } = await (await fetch("/demo/payments", { method: "POST" })).json();
  hint.textContent = isPaid
    ? text("已代付，页面马上会更新。", "Paid: the page follows at once.")
    : text("没有等待微信支付的订单。", "No order waits for WeChat Pay.");
}

async function show() {
  panel.hidden = !panel.hidden;
  opener.hidden = !panel.hidden;
  if (panel.hidden) return;
  const { samples, smsCode } = await (await fetch("/demo/help.json")).json();
  const home = element(
    "a",
    { href: "/demo", textContent: text("换一个人", "Be somebody else") },
    { ...buttonStyle, display: "inline-block" },
  );
  const close = element("button", { type: "button", textContent: text("收起", "Close"), onclick: show }, buttonStyle);
  close.style.float = "right";
  panel.replaceChildren(close, home, hint);
  if (isConsole) return;
  const pictures = element(
    "div",
    { id: "demo-samples" },
    { display: "grid", gridTemplateColumns: "repeat(3, 1fr)", gap: "6px" },
  );
  for (const { name, label } of samples) {
    const button = element(
      "button",
      { type: "button", id: `demo-sample-${name}`, onclick: () => offerSample(name) },
      { ...buttonStyle, padding: "4px" },
    );
    const picture = element("img", { src: `/demo/samples/${name}`, alt: "" }, { width: "100%", borderRadius: "4px" });
    button.append(picture, element("span", { textContent: text(label.zh, label.en) }));
    pictures.append(button);
  }
  const code = element(
    "button",
    { type: "button", id: "demo-code", textContent: text("用一个采集码", "Use a collection code"), onclick: offerCode },
    { ...buttonStyle, marginTop: "6px" },
  );
  panel.append(pictures, code);
  if (/^\/pages\/payment\//.test(location.pathname))
    panel.append(
      element(
        "button",
        {
          type: "button",
          id: "demo-pay",
          textContent: text("模拟用微信支付", "Pay as with WeChat"),
          onclick: payOrder,
        },
        { ...buttonStyle, marginTop: "6px" },
      ),
    );
  if (smsCode !== null)
    panel.append(
      element("p", { textContent: text(`短信验证码：${smsCode}`, `SMS code: ${smsCode}`) }, { margin: "6px 0" }),
    );
}

opener.onclick = show;
bar.append(opener, panel);
document.body.append(bar);
if (/^\/pages\/try\//.test(location.pathname)) void show();
