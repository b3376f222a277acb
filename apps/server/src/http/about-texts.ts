/**
 * Texts of the page about the product. Each promise is one that the program keeps; the comment above it names the code.
 */
import { maxSheetPhotos, wordsOf } from "@gradphoto/domain";

export const aboutTexts = wordsOf(
  {
    title: "关于毕业证照",
    intro:
      "毕业生凭学信网图像采集码，用手机拍一张照片，得到学历证书电子注册所用的标准照：机器检查，人工审核，再提交学信网。",
    student: "学生怎么做",
    studentSteps: [
      "用手机号或微信登录，选择学校，识别采集码，核对学籍信息。",
      "看过费用、退款规则和保存期限，逐项同意，然后支付。",
      "请他人用后置摄像头拍照；项目允许时也可以从相册选。照片不合格，就看哪里不合格、怎样改，再拍一张。",
      "提交审核。未通过的可以免费重拍，也可以申诉。",
      "审核通过后，照片提交学信网，标准照可以下载。",
    ],
    fee: "收费与退款",
    feeRule: "费用由每个采集项目设定，可以免费；支付前写明，有学生开始后不再更改。费用包含：",
    refundChoice: "退款规则由项目从下面两条中选一条，支付前写明：",
    alwaysRefunded:
      "重复付款、采集关闭后才到的付款、学信网已有照片的，都自动全额退回。退款按原支付方式退回。",
    reviewers: "审核员做什么",
    reviewerFacts: [
      "每张照片都由人决定是否通过，机器不能代替。机器请学生重拍的，只要认得出人，学生也可以请复核员来看。",
      "审核员对照原图与标准照，看机器的结果和机器看不出的要求；不通过的写明原因。",
      `机器没有发现问题的照片，项目允许时可以在一页上审，一页最多 ${maxSheetPhotos} 张。`,
      "申诉和特殊情况（如宗教、医疗）由复核员决定。按运营者设定的比例，一部分决定由复核员盲审再看一遍，并混入质检样片。",
    ],
    promises: "我们的承诺",
    promiseFacts: [
      // packages/engine/src/steps; the report of each photo lists them.
      "不改相貌：只做转正、裁剪、一次等比缩放、换背景和编码。",
      // submit-attempt.ts, terms-refusal.ts: "project-review-slower".
      "审核时长：每个项目写明需要几个工作日，按国家的放假安排计算；提交后告诉学生预计哪天完成。有学生开始后，这个天数只能改短。",
      // start-collection.ts, delete-my-data.ts.
      "保存与删除：照片、检查结果和学籍信息在项目结束后再保存项目设定的天数，然后自动删除；支付前写明日期。学生可以提前删除，撤回对人脸照片的同意也会立即删除；正在送交学信网的，等有结果后删除。",
      // open-picture.ts, read-consents.ts, consents.ts.
      "谁看得到照片：办理业务的工作人员；审核通过后，学生的学校和学信网，都先征得学生单独同意。工作人员每次查看，先记录再显示；学生能看到是什么角色、什么时间看的。",
    ],
    more: "全文见",
    terms: "用户协议与隐私政策",
    accuracy: "机器看得有多准",
    accuracySummary: "下面逐条写明照片要求由谁看。机器会漏的，或可数的照片太少的，审核员也看。",
    legend:
      "“找到 12/20”：有此问题的 20 张照片里，机器找到 12 张；量不到的也算没找到。误报：没有标注此问题、机器却提示或拒绝的照片。",
    clause: "要求",
    detected: "找到",
    falseAlarms: "误报",
    exact: "直接量出",
    rare: "（样本少）",
    contact: "联系运营者",
    tryPhoto: "不登录，先检查一张照片",
    other: "English",
  },
  {
    title: "About GradPhoto",
    intro:
      "A graduate takes a phone photo with the collection code of CHSI and gets the standard photo for the electronic registration of the diploma: checked by a machine, reviewed by a person, then uploaded to CHSI.",
    student: "What a student does",
    studentSteps: [
      "Sign in by phone number or WeChat, choose the school, read the collection code, confirm the enrolment data.",
      "Read the fee, the refund rule and the retention period, agree to each item, then pay.",
      "Have another person take the photo with the rear camera, or choose one from the album if the project allows it. If a photo does not meet the rules, see where and how to correct it, and take another.",
      "Submit it for review. After a rejection, retake free of charge, or appeal.",
      "Once approved, the photo is uploaded to CHSI and the standard photo can be downloaded.",
    ],
    fee: "Fee and refunds",
    feeRule:
      "Each project sets its fee, which may be zero. It is displayed before payment and fixed once a student has started. It covers:",
    refundChoice: "Each project chooses one of two refund rules, displayed before payment:",
    alwaysRefunded:
      "A second payment, a payment after closing and a photo that CHSI already has are refunded in full automatically. Refunds go back the way the payment came.",
    reviewers: "What the reviewers do",
    reviewerFacts: [
      "A person decides whether a photo is approved, never the machine. If the machine asks for a retake of a photo in which it found a person, the student can request a senior reviewer instead.",
      "Reviewers compare the original with the standard photo, read the results of the machine, and look at what it cannot judge. Each rejection states its reasons.",
      `If the project allows it, photos in which the machine found nothing are reviewed on one page, at most ${maxSheetPhotos} at a time.`,
      "Senior reviewers decide appeals and exceptions, such as religious or medical ones. A share set by the operator is judged a second time without the first decision, and test photos are mixed in.",
    ],
    promises: "Our promises",
    promiseFacts: [
      "The face is never edited: the photo is turned upright, cropped, scaled once and evenly, put on another background and encoded.",
      "Review time: each project states its number of working days, by China's public holidays. After submission the student sees the expected day. Once a student has started, the number can only be lowered.",
      "Retention: photos, findings and enrolment data are stored for the days that the project sets after it closes, then deleted automatically; the date is displayed before payment. Students can delete them earlier. Withdrawing the consent for face photos also deletes the photos at once. A photo on its way to CHSI is deleted once CHSI has answered.",
      "Who sees a photo: staff whose task needs it; once approved, the student's school and CHSI, each after a separate consent. Each view by staff is recorded before the picture is displayed; students see which role looked, and when.",
    ],
    more: "Full text:",
    terms: "Terms and privacy",
    accuracy: "How accurate the machine is",
    accuracySummary:
      "The list below shows who checks each rule. Where the machine misses some, or examples are rare, a reviewer looks as well.",
    legend:
      "“Detected 12/20”: of 20 photos with the fault the machine detected 12; one that it could not measure counts as missed. False alarms: photos without a label of the fault that were warned or refused.",
    clause: "Clause",
    detected: "Detected",
    falseAlarms: "False alarms",
    exact: "measured exactly",
    rare: " (few photos)",
    contact: "Contact the operator",
    tryPhoto: "Check a photo without signing in",
    other: "中文",
  },
);
