/** Staff of the demo: one or two of each role. */
import type { Province, Role } from "@gradphoto/domain";

/** Credentials of all demo staff. `totp`: secret of the one-time codes, in base32. */
export const demoAccess = {
  password: "development-password",
  totp: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
} as const;

interface DemoStaff {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly schoolCode?: string;
  readonly department?: string;
  readonly province?: Province;
}

export const demoStaff: readonly DemoStaff[] = [
  { username: "reviewer-1", name: "测试审核员一", role: "reviewer" },
  { username: "reviewer-2", name: "测试审核员二", role: "reviewer" },
  { username: "senior-reviewer", name: "测试复核员", role: "senior-reviewer" },
  { username: "service", name: "测试客服", role: "service" },
  { username: "finance-1", name: "测试财务一", role: "finance" },
  { username: "finance-2", name: "测试财务二", role: "finance" },
  { username: "school-admin", name: "测试学校管理员", role: "school-admin", schoolCode: "10559" },
  {
    username: "department-admin",
    name: "测试院系管理员",
    role: "department-admin",
    schoolCode: "10559",
    department: "信息科学技术学院",
  },
  { username: "province-admin", name: "测试省级管理员", role: "province-admin", province: "44" },
  { username: "operator", name: "测试运营管理员", role: "operator" },
  { username: "operator-2", name: "测试运营管理员二", role: "operator" },
  { username: "auditor", name: "测试审计", role: "auditor" },
];
