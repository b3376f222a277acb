/** Text messages at the gateway, for students without WeChat's consent. */
import { z } from "zod";
import type { OutsideWorld } from "./outside-world.ts";

const notices = z.array(z.object({ phone: z.string(), text: z.string() }));

export type TextMessage = z.output<typeof notices>[number];

/** Returns the messages with a link to this collection, the earliest first. */
export async function textMessagesOf(
  world: OutsideWorld,
  { collectionId }: { readonly collectionId: string },
): Promise<readonly TextMessage[]> {
  const sent = notices.parse(await world.control("GET", "/sms/notices"));
  return sent.filter(({ text }) => text.includes(collectionId));
}
