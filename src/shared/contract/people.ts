import { z } from "zod";
import { PERMISSIONS } from "../facts/permission.ts";
import { command, query } from "./procedure.ts";
import { businessCode, id, name, pin, shortText } from "./values.ts";

const access = z.strictObject({
  /** "*": every business, those to come included. */
  business: z.union([z.literal("*"), businessCode]),
  role: shortText,
});

export const people = {
  "user.list": query(
    "users.edit",
    "Users, roles and access",
    {},
    z.object({
      users: z.array(
        z.object({
          id,
          name: z.string(),
          language: z.enum(["en", "sw"]),
          active: z.boolean(),
          access: z.array(access),
        }),
      ),
      /** A retired one is given to nobody. */
      roles: z.array(z.object({ id: z.string(), name: z.string(), active: z.boolean() })),
    }),
  ),
  "user.save": command(
    "users.edit",
    "Make or change a user",
    {
      id: id.nullable().default(null),
      name,
      /** Null keeps the PIN; needed for a new user. */
      pin: pin.nullable().default(null),
      language: z.enum(["en", "sw"]).default("en"),
      active: z.boolean().default(true),
      access: z.array(access).min(1).max(50),
    },
    z.object({ id }),
  ),
  "role.list": query(
    "users.edit",
    "Roles: what each allows, and who has it",
    {},
    z.object({
      roles: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          /** Of a retired role: what it allowed, and would again. */
          permissions: z.array(z.enum(PERMISSIONS)),
          active: z.boolean(),
          /** Names of those who may sign in and act in it somewhere. */
          people: z.array(z.string()),
        }),
      ),
    }),
  ),
  "role.save": command(
    "users.edit",
    "Make, change or retire a role",
    {
      /** Null makes a new role. */
      id: shortText.nullable().default(null),
      name,
      permissions: z.array(z.enum(PERMISSIONS)).min(1).max(PERMISSIONS.length),
      active: z.boolean().default(true),
    },
    z.object({ id: z.string() }),
  ),
  "user.approvers": query(
    "signed-in",
    "Who could approve an act that needs a permission",
    {
      permission: z.enum(PERMISSIONS),
      business: businessCode,
    },
    z.object({ users: z.array(z.object({ id, name: z.string() })) }),
  ),
};
