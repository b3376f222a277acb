-- The routes of every other role know no school: nobody of another role belongs to one.

alter table staff add check ((role = 'school-admin') = (school_code is not null));
