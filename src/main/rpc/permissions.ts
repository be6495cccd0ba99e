export { holds, holdsSomewhere, sees } from "#main/people/permissions.ts";
export type { Access, Session } from "#main/people/permissions.ts";
