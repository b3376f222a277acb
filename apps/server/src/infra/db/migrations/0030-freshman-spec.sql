ALTER TABLE "projects" DROP CONSTRAINT "projects_spec_id_check";
ALTER TABLE "projects" ADD CONSTRAINT "projects_spec_id_check" CHECK ("spec_id" in ('chsi-blue', 'chsi-freshman', 'chsi-grey', 'chsi-white', 'cn-one-inch', 'cn-two-inch', 'exam-480x640', 'exit-entry', 'gaokao', 'id-card'));
