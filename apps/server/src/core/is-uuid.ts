/** Whether an id from outside can be one of ours; the database throws on any other text in a uuid column. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isUuid = (id: string): boolean => uuid.test(id);
