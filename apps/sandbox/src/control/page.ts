/** Page with the state of every stand-in; it also triggers faults and moves the clock. */
import { brand } from "@gradphoto/domain";
import type { Answer } from "../answer.ts";
import { faultTargets, kindsOf } from "../faults.ts";
import { escapeHtml, page, table } from "../page.ts";
import { registryReasons } from "../registry/upload.ts";
import type { World } from "../world.ts";

const section = (zh: string, en: string, body: string): string => `<h2>${zh} ${en}</h2>${body}`;

const faultOptions = faultTargets
  .map((target) => `<option value="${target}">${target}：${kindsOf(target).join(", ")}</option>`)
  .join("");

const faultForm = `<form method="post" action="/control/faults"><select name="target">${faultOptions}</select>
<label>种类 kind <input name="kind" required></label><label>次数 times <input name="times" value="1"></label>
<label>延迟 delayMs <input name="delayMs"></label><label>份数 copies <input name="copies"></label><button>制造故障 / Cause it</button></form>`;

const clockForm = `<form method="post" action="/control/clock"><label>前进秒数 advanceSeconds <input name="advanceSeconds" value="60"></label><button>前进 / Advance</button></form>`;

const payForm = ["pay", "alipay"]
  .map(
    (fake) =>
      `<form method="post" action="/control/${fake}/pay"><label>商户订单号 outTradeNo <input name="outTradeNo" required></label><button>支付 / Pay (${fake})</button></form>`,
  )
  .join("");

const refusalForm = `<form method="post" action="/control/registry/refusals"><select name="reason">${registryReasons
  .map((reason) => `<option>${reason}</option>`)
  .join(
    "",
  )}</select><label>次数 times <input name="times" value="1"></label><button>退回下一张 / Refuse the next</button></form>`;

export function controlPage(world: World): Answer {
  const { faults, wechat, sms, chsi, pay, alipay, registry } = world.books;
  const parts = [
    '<p><a href="/chsi">采集码 / Collection codes</a> · <a href="/sms">短信 / Text messages</a> · <a href="/control/settings">设置 / Settings</a> · <a href="/control/pay/books">支付账本 / Payment books</a> · <a href="/control/registry/books">学信网账本 / Registry books</a></p>',
    section("时间", "Clock", `<p>${escapeHtml(world.now().toISOString())}</p>${clockForm}`),
    section(
      "故障",
      "Faults",
      table(
        ["对象 target", "种类 kind", "次数 times"],
        faults.map(({ target, kind, times }) => [target, kind, times]),
      ) + faultForm,
    ),
    section(
      "测试用户",
      "Test people",
      table(
        ["id", "姓名 name", "手机 phone", "openid", "unionid"],
        wechat.people.map(({ id, name, phone, miniProgramOpenid, unionid }) => [
          id,
          name,
          phone,
          miniProgramOpenid,
          unionid,
        ]),
      ),
    ),
    section(
      "订阅消息",
      "Messages",
      table(
        ["时间 time", "openid", "模板 template", "内容 data"],
        wechat.messages.map(({ sentAt, openid, templateId, data }) => [
          sentAt,
          openid,
          templateId,
          JSON.stringify(data),
        ]),
      ),
    ),
    section(
      "短信",
      "Text messages",
      table(
        ["手机 phone", "验证码 code"],
        sms.messages.map(({ phone, code }) => [phone, code]),
      ),
    ),
    section(
      "测试学生",
      "Test students",
      table(
        [
          "id",
          "姓名 name",
          "证件号 id number",
          "院校 school",
          "类别 category",
          "年份 year",
          "已采集 collected",
        ],
        chsi.students.map((student) => [
          student.id,
          student.name,
          student.idNumber,
          `${student.schoolCode} ${student.schoolName}`,
          student.category,
          student.graduationYear,
          student.collected ? "是 yes" : "否 no",
        ]),
      ),
    ),
    section(
      "支付订单",
      "Payment orders",
      table(
        ["商户订单号 order", "金额（分） fen", "状态 state"],
        [...Object.values(pay.orders), ...Object.values(alipay.trades)].map(
          ({ outTradeNo, totalFen, state }) => [outTradeNo, totalFen, state],
        ),
      ) + payForm,
    ),
    section(
      "支付通知",
      "Payment notifications",
      table(
        ["id", "事件 event", "缺陷 flaw", "状态 state", "次数 attempts"],
        [...pay.notifications, ...alipay.notifications].map(
          ({ id, eventType, flaw, state, attempts }) => [id, eventType, flaw, state, attempts],
        ),
      ),
    ),
    section(
      "上网照片",
      "Photos for the registry",
      table(
        ["学号 student number", "状态 state", "原因 reason", "回执 receipt"],
        registry.batches
          .flatMap(({ items }) => items)
          .map(({ studentNumber, state, reason, receipt }) => [
            studentNumber,
            state,
            reason ?? "",
            receipt ?? "",
          ]),
      ) + refusalForm,
    ),
  ];
  return page(200, `${brand.zh}沙箱 ${brand.en} sandbox`, parts.join(""));
}
