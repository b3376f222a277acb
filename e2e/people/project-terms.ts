/** Terms of a project as an operator or a school enters them. */

const dayMs = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();

/** Returns the terms of an open project of the usual students' school for bachelors of this year. */
export const openProject = () =>
  ({
    schoolCode: "10559",
    category: "bachelor",
    graduationYear: new Date().getUTCFullYear(),
    feeFen: 2500,
    opensAt: inDays(-1),
    closesAt: inDays(30),
    specId: "chsi-blue",
    fileMinBytes: 20 * 1024,
    fileMaxBytes: 40 * 1024,
    albumAllowed: true,
    tryBeforePay: false,
    sheetReview: false,
    photoMaxAgeDays: 180,
    attemptsLimit: null,
    reviewDays: 3,
    retentionDays: 180,
    refundRule: "until-submitted",
    hotline: "400-000-0000",
    notice: "",
    clothing: "",
    printCaption: "",
    imageCheckBy: null,
  }) as const;
