/** In-memory issuer for tests, whose codes the test defines. */
import type {
  CodeStudent,
  CollectionCodeIssuer,
  IssuerRefusal,
  OpenedCode,
} from "../../infra/collection-code-issuer/collection-code-issuer.ts";

export interface FakeCode extends Omit<OpenedCode, "lastFourHash"> {
  readonly lastFour: string;
  readonly student: Partial<CodeStudent>;
  /** Refusal that is returned instead of the student. */
  readonly verifyFault?: IssuerRefusal;
}

export function createFakeIssuer() {
  const codes = new Map<string, FakeCode | IssuerRefusal>();
  const calls = { decode: 0, verify: 0 };
  const issuer: CollectionCodeIssuer = {
    decode: async (text) => {
      calls.decode += 1;
      const code = codes.get(text) ?? { fault: "not-a-code" };
      return "fault" in code ? code : { ...code, lastFourHash: code.lastFour };
    },
    verify: async (text) => {
      calls.verify += 1;
      const code = codes.get(text) ?? { fault: "not-a-code" };
      if ("fault" in code) return code;
      if (code.verifyFault) return code.verifyFault;
      const { codeId, schoolCode, student } = code;
      return {
        codeId,
        schoolCode,
        name: "测试甲",
        department: "信息科学技术学院",
        major: "软件工程",
        class: "软件工程1班",
        level: "本科",
        studentNumber: `2023-${codeId}`,
        ...student,
      };
    },
    matchesLastFour: ({ lastFourHash }, lastFour) => lastFourHash === lastFour,
  };
  return { issuer, codes, calls };
}
