/** Walks the tags of a part of a workbook, whatever its prefixes; throws an Error where the XML is broken. */
import { SaxesParser } from "saxes";

interface Walk {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(":") + 1);

export function walkXml(xml: string, { open, text, close }: Walk): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("error", (error) => {
    throw error;
  });
  if (open) parser.on("opentag", ({ name, attributes }) => open(withoutPrefix(name), attributes));
  if (text) {
    parser.on("text", text);
    parser.on("cdata", text);
  }
  if (close) parser.on("closetag", ({ name }) => close(withoutPrefix(name)));
  parser.write(xml).close();
}
