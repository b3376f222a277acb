-- When something is tried again is the queue's to know: the columns by which each table was its own queue go.

alter table orders drop column asks, drop column ask_after;
alter table refunds drop column asks, drop column ask_after;
alter table bill_days drop column ask_after;
alter table registry_batches drop column claimed_until;
alter table messages drop column claimed_until;

-- Each of them gets its job by "give-lost-jobs-again"; it looks for what is not finished.
create index on orders (id) where state = 'open';
create index on refunds (id) where state in ('due', 'processing', 'abnormal');
create index on registry_batches (id) where state in ('queued', 'sent');
create index on messages (id) where state = 'queued';

-- A message is written in the transaction of the move it tells of; events are deleted by their age.
insert into messages (id, event_id, collection_id, template, state, created_at)
  select gen_random_uuid(), events.id, events.subject_id, planned.template, 'queued', events.created_at
  from events
  join (values
    ('queue-upload', 'review-approved'), ('reject', 'review-rejected'), ('accepted', 'completed'),
    ('refused-by-registry', 'registry-returned'), ('refunded', 'refunded')
  ) planned (move, template)
    on planned.move = events.payload ->> 'move'
  where events.taken_at is null and events.kind = 'collection-moved';
alter table events drop column taken_at;
create index on events (created_at);
