import fastify from "fastify";
import { expect, test } from "vitest";
import { contactUri, serveSecurityTxt } from "./security-txt.ts";

const clock = () => new Date("2026-11-27T08:00:00Z");

test("security.txt names the contact and expires within a year", async () => {
  const app = fastify();
  serveSecurityTxt(app, {
    contact: "privacy@example.org",
    publicUrl: "https://photo.example.org",
    clock,
  });
  const { body, headers } = await app.inject("/.well-known/security.txt");
  expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
  expect(body.split("\n")).toEqual([
    "Contact: mailto:privacy@example.org",
    "Expires: 2027-05-26T00:00:00.000Z",
    "Preferred-Languages: zh, en",
    "Canonical: https://photo.example.org/.well-known/security.txt",
    "",
  ]);
});

test.each([
  ["400-000 0000", "tel:4000000000"],
  ["https://example.org/security", "https://example.org/security"],
  ["某市某路 1 号", null],
  ["http://example.org", null],
])("the contact %s becomes %s", (contact, uri) => expect(contactUri(contact)).toBe(uri));

test("security.txt is not served when the contact is not an e-mail address, https URL or phone number", async () => {
  const app = fastify();
  serveSecurityTxt(app, {
    contact: "某市某路 1 号",
    publicUrl: "https://photo.example.org",
    clock,
  });
  expect((await app.inject("/.well-known/security.txt")).statusCode).toBe(404);
});
