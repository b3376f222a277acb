import { expect, test } from "vitest";
import { readAnswer } from "./cas.ts";

const answer = (inside: string, namespace = "http://www.yale.edu/tp/cas"): string =>
  `<cas:serviceResponse xmlns:cas="${namespace}">${inside}</cas:serviceResponse>`;
const success = (inside: string): string =>
  answer(`<cas:authenticationSuccess>${inside}</cas:authenticationSuccess>`);

test("the user name is read from its place in the CAS response; other elements are ignored", () => {
  const attributes = "<cas:attributes><cas:user>other</cas:user></cas:attributes>";
  expect(readAnswer(success(`<cas:user> t2019001 </cas:user>${attributes}`))).toEqual({
    user: "t2019001",
  });
  expect(readAnswer(success("<cas:user><![CDATA[t&1]]></cas:user>"))).toEqual({ user: "t&1" });
  expect(
    readAnswer(
      answer('<cas:authenticationFailure code="INVALID_TICKET">no</cas:authenticationFailure>'),
    ),
  ).toBe("refused");
});

test.each([
  ["no XML", "<html><body>"],
  ["JSON", '{"serviceResponse":{}}'],
  ["nobody", success("<cas:user></cas:user>")],
  ["two names", success("<cas:user>one</cas:user><cas:user>two</cas:user>")],
  ["a name of another namespace", answer("<x:user xmlns:x='urn:x'>one</x:user>")],
  [
    "the namespace of somebody else",
    success("<cas:user>one</cas:user>").replace("yale", "example"),
  ],
  ["a name as long as a book", success(`<cas:user>${"x".repeat(256)}</cas:user>`)],
  [
    "an entity of its own",
    `<!DOCTYPE x [<!ENTITY u "admin">]>${success("<cas:user>&u;</cas:user>")}`,
  ],
])("a response with %s is rejected", (_what, xml) => {
  expect(readAnswer(xml)).toBeNull();
});
