ALTER TABLE "messages" ADD COLUMN "channel" text;
ALTER TABLE "messages" ADD CONSTRAINT "messages_check1" CHECK (channel is null or state = 'sent');
ALTER TABLE "messages" ADD CONSTRAINT "messages_channel_check" CHECK ("channel" in ('sms', 'wechat'));
