/** README of a student's data export, for readers years later. */
import { brand } from "@gradphoto/domain";

const zh = `${brand.zh} · 我的数据

这里是我们保存的您的信息，请妥善保管：照片和身份材料一旦给了别人就收不回来。

my-data.json   文字信息：账号、登录过的设备、同意、学籍、每一步、订单与退款、发票信息、
               检查结果，以及什么角色在什么时间看过。用任何文本编辑器都能打开。
               客服备注和工单只列条数，按特殊情况通过的依据不在其中，可联系客服查阅。
               其中 files 列出本压缩包里的每一个文件及其 SHA-256；state 为 missing（缺失）或
               damaged（损坏）的，我们没能取到，请联系客服。
collection-1   第一次采集，文件夹按先后编号，collectionId 写在 my-data.json 中：
  photo-1-original           您上传的原照片（已去掉拍摄地点）
  photo-1-original-as-shown  页面上显示的原照片副本
  photo-1-standard           标准照，审核和学信网核验都没有问题时才有
  photo-1-standard-preview   审核或学信网核验还没有结束的标准照，尺寸较小
  evidence-…                 您提交的身份材料（id-card-held 手持身份证、older-photo 以往证件照、
                             statement 情况说明）
  receipt-…                  收据，按订单号
  invoice-…                  发票，按订单号，财务上传后才有

已经删除的照片不在这里，删除时间写在 my-data.json 中。
`;

const en = `${brand.en} · My data

These are your data that we keep. Please keep them safe: photos and evidence of identity
that were given away do not come back.

my-data.json   The words: account, devices you signed in on, consents, enrolment, every
               step, orders and refunds, invoices, findings, and which role looked at it when.
               Any text editor opens it. Notes and cases of customer service are only counted and
               grounds of exceptions left out: please ask customer service for them. Its "files" lists
               each file in this ZIP with its SHA-256; where "state" is missing or damaged we
               could not get it: please ask customer service.
collection-1   The first collection; folders are numbered by time, my-data.json has their collectionId:
  photo-1-original           The photo you uploaded (the place it was taken is cut out)
  photo-1-original-as-shown  The copy of it that pages show
  photo-1-standard           The standard photo, once review and the registry's check raise no question
  photo-1-standard-preview   A standard photo that is not through them yet, smaller
  evidence-...               Evidence of identity you handed in (you with your ID card, an older
                             photo, a statement)
  receipt-...                Receipts, by order number
  invoice-...                Invoices, by order number, once finance has put them in

Photos that were deleted are not here; my-data.json says when.
`;

/** Both languages, because the page's language may have been switched since. */
export const readMe = `\uFEFF${zh}\n${"-".repeat(60)}\n\n${en}`.replaceAll("\n", "\r\n");
