/** The privacy statement; of each section the heading comes first. Its periods are those that the service deletes by. */
import { wordsOf } from "../../words/words.ts";

export const privacyWords = wordsOf(
  {
    intro: "我们只为采集、制作和提交您的毕业证件照处理个人信息，只收集做到这件事所必需的。",
    collected: [
      "一、收集什么，为什么",
      "手机号、微信账号标识：用来登录、通知您结果，客服也凭它找到您的采集。",
      "采集码和其中的学籍信息（姓名、学号、学校、院系、专业、班级、学历层次、毕业年份）：用来核验采集资格，把照片对应到您本人。",
      "证件号后四位：核对采集码是您本人的；只保存用于比对的密文。除下面的身份核验材料外，我们不收集完整的证件号。",
      "人脸照片、制作结果和每项检查的数据：用来制作、检查、审核和提交标准照。照片文件自带的拍摄时间、镜头和软件标识，以及照片的指纹（算出来的一串数），用来发现不是本人新拍的照片，与照片一起删除。",
      "身份核验材料（手持身份证照片、以往证件照、情况说明）：只在学信网不能确认是您本人、由您自己提交时收集，交学校转学信网人工核验，与照片一起删除。手持身份证照片上会看得到证件上的内容，我们不读取、不另存其中的证件号。",
      "支付信息（订单号、金额、支付方式、支付与退款状态，以及您索取发票时填写的抬头、税号和邮箱）：用来收费、退款和开票。我们接触不到您的银行卡号和支付密码。",
      "每一步的时间、您与客服的沟通记录：用来查明问题。网络地址只用来限制异常访问。",
      "相机、相册和剪贴板只在您点按对应按钮时使用。",
    ],
    sensitive: [
      "二、敏感个人信息",
      "人脸照片属于敏感个人信息。没有它就无法制作证照，因此支付前会单独征求您的同意。我们只测量脸在照片中的位置、姿态和光线，不做人脸识别比对，也不用于其他用途。",
      "机器检查对每一处都说明量到的数和依据。明显不符合要求的，机器会请您重拍，不另收费；您认为机器看错了，可以请复核员来看，由人决定。其余照片是否通过，都由人审核。",
    ],
    basis: [
      "三、依据与撤回",
      "我们依据您的同意处理信息。处理人脸照片、提供给学校、提供给学信网分别征求同意，随时可以在“我的数据”中撤回。撤回后不再接受新的照片，撤回之前已做的处理不受影响。撤回对人脸照片的同意，已有的照片立即删除，并给您回执；正在送交学信网的，等学信网答复后删除。",
    ],
    kept: [
      "四、保存多久",
      "照片、检查结果和学籍信息：采集项目结束后，再保存项目规定的天数，到期自动删除。您的到期日写在“服务内容”和“我的数据”中。已提交的照片等到审核或学信网有结果为止。",
      "手机号和微信账号标识：最后一次登录后三年。",
      "没有核验成功的采集码：失效后一天。核验次数：三十天。登录状态：三十天。",
      "订单、退款和账目：依照会计和税务法规保存，到期日之后不再能看出是谁的。",
      "查看和删除的审计记录：用来证明我们做了什么，不含照片和姓名。",
    ],
    shared: [
      "五、提供给谁",
      "学信网：审核通过的标准照和您的学籍编号，用于学历电子注册图像。",
      "您的学校：审核通过的标准照、采集进度、姓名和学号，用于毕业证书和学籍管理。",
      "微信支付或支付宝：订单号和金额。短信服务商：手机号和通知内容。微信：您允许的订阅消息内容。",
      "除此之外不提供给任何人，法律另有规定的除外。我们不出售个人信息，不做广告，不向境外提供。",
    ],
    safe: [
      "六、怎样保护",
      "姓名、学号和手机号加密保存，传输全程加密。工作人员按职责查看，每次查看照片都留下记录，您可以在“我的数据”中看到是什么角色、什么时间看的。",
      "发生或可能发生泄露时，我们立即补救，并依法告诉您和主管部门。",
    ],
    rights: [
      "七、您的权利（《个人信息保护法》第四十四条至第五十条）",
      "知情和决定（第四十四条）：您可以拒绝或限制我们处理您的信息。",
      "查阅、复制和转移（第四十五条）：在“我的数据”中查看，并导出一份文件。",
      "更正和补充（第四十六条）：学籍信息来自学信网；有误请先在学信网更正，再联系客服重新识别采集码。其他信息请联系客服。",
      "删除（第四十七条）：在“我的数据”中随时删除，或退出一次采集；费用按退款规则退回。正在送交学信网或退款的，等结果出来后自动删除。",
      "要求解释（第四十八条）：对本政策和检查结果，您都可以要求我们说明。",
      "逝者的信息（第四十九条）：近亲属可以为合法、正当的利益查阅、复制、更正或删除。",
      "我们在十五个工作日内答复（第五十条）。拒绝时说明理由；您可以依法向人民法院起诉。",
    ],
    minors: [
      "八、未成年人",
      "本服务面向毕业生。未满十八周岁的，请与父母或其他监护人一起阅读。未满十四周岁的，须由监护人同意后使用；没有同意的，我们得知后立即删除。",
    ],
    complaints: [
      "九、投诉",
      "请先用页首的联系方式或客服电话告诉我们。您也可以向网信等主管部门投诉举报（举报电话 12377）。",
    ],
    changes: ["十、变更", "改动在本页公布并更新日期。目的、方式或种类有变化时，会重新征得您的同意。"],
  },
  {
    intro:
      "We handle personal data only to take, make and hand in your graduation photo, and collect only what this needs.",
    collected: [
      "1. What we collect, and why",
      "Phone number and WeChat account id: to sign you in and tell you the result; customer service finds your collection by them.",
      "Collection code and the enrolment data in it (name, student number, school, department, major, class, level, year): to confirm that you may take part and that the photo is yours.",
      "Last four characters of the ID number: to confirm that the code is yours. Only a scrambled value for comparison is kept; but for the evidence of identity below we never collect the whole number.",
      "Photos of your face, what was made of them, and what every check measured: to make, check, review and hand in the standard photo.",
      "What a photo's file says of its date, lens and software, and the photo's fingerprint (a number made from it): to notice photos that are not newly taken or not yours; deleted with the photo.",
      "Evidence of your identity (you holding your ID card, an older photo, a statement): only when the registry cannot tell that it is you and you hand it in yourself; your school passes it to the registry, where a person looks. Deleted with the photo. What stands on the card can be seen in that picture; we neither read nor keep its number.",
      "Payment data (order number, amount, way of payment, its state and that of a refund; title, tax number and mailbox when you ask for an invoice): to charge, refund and invoice. We never see card numbers or payment passwords.",
      "The time of each step, and notes of customer service: to find out what went wrong. Network addresses only serve to limit abuse.",
      "Camera, album and clipboard are used only when you tap the button that needs them.",
    ],
    sensitive: [
      "2. Sensitive personal data",
      "Photos of a face are sensitive personal data. Without them no photo can be made, so we ask for your separate consent before you pay. We measure only where the face is, how it is held and lit. Nobody is identified by it, and it serves nothing else.",
      "The machine tells its number and its ground for each finding. Where a photo plainly does not meet the rules it asks you to take another, free of charge; if you think it is wrong, a senior reviewer looks, and a person decides. Whether any other photo passes is decided by a person.",
    ],
    basis: [
      "3. Consent, and taking it back",
      "We rely on your consent. Handling photos of your face, sharing with your school and handing to CHSI are asked for separately, and each can be taken back under “My data” at any time. After that no new photo is taken in; what was done before stays lawful. If you take back the one for your face, your photos are deleted at once and you get a receipt; a photo on its way to CHSI is deleted once CHSI has answered.",
    ],
    kept: [
      "4. How long we keep it",
      "Photos, findings and enrolment data: for the days that the project sets after it closes, then deleted by themselves. Your own date stands under “The service” and “My data”. A photo that was submitted stays until review or CHSI has the result.",
      "Phone number and WeChat account id: three years after the last sign-in.",
      "Codes that were never confirmed: one day after they expire. Tries to confirm: thirty days. A session: thirty days.",
      "Orders, refunds and books: as accounting and tax law asks; after your date they no longer tell whose they were.",
      "Audit records of looks and deletions: they prove what we did and hold neither photo nor name.",
    ],
    shared: [
      "5. Who receives it",
      "CHSI: the approved photo and your enrolment number, as the picture of your electronic registration.",
      "Your school: the approved photo, the progress, your name and student number, for diploma and student records.",
      "WeChat Pay or Alipay: order number and amount. SMS provider: phone number and message. WeChat: the messages you subscribed to.",
      "Nobody else, unless the law demands it. We sell nothing, advertise nothing and send nothing abroad.",
    ],
    safe: [
      "6. How we protect it",
      "Name, student number and phone number are kept encrypted, and everything travels encrypted. Staff see what their task needs. Every look at a photo is recorded, and “My data” shows you which role looked, and when.",
      "If data leak or may have leaked, we act at once and tell you and the authorities as the law asks.",
    ],
    rights: [
      "7. Your rights (Personal Information Protection Law, articles 44 to 50)",
      "To know and decide (44): you can refuse or limit what we do with your data.",
      "Access, copy and transfer (45): read them under “My data” and export them as a file.",
      "Correction (46): enrolment data come from CHSI. Please have them corrected there, then ask customer service to read a new code; for anything else ask customer service.",
      "Deletion (47): under “My data”, at any time, or leave a single collection; the fee goes back by the refund rule. What is on its way to CHSI or being refunded is deleted once that has ended.",
      "Explanation (48): you can ask us to explain this statement and any finding.",
      "Data of the deceased (49): close relatives can ask for access, copy, correction or deletion for a lawful interest.",
      "We answer within fifteen working days (50). A refusal gives its reason, and you can go to court.",
    ],
    minors: [
      "8. Minors",
      "The service is for graduates. If you are under eighteen, please read this with a parent or guardian. Under fourteen, a guardian must agree first; data given without are deleted as soon as we learn of it.",
    ],
    complaints: [
      "9. Complaints",
      "Please tell us first, by the contact at the top or the hotline. You can also complain to the cyberspace administration or another authority (phone 12377).",
    ],
    changes: [
      "10. Changes",
      "Changes are published here with their date. Where purpose, means or kinds of data change, we ask for your consent anew.",
    ],
  },
);
