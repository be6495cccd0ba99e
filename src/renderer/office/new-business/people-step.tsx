import { Select, Text } from "@mantine/core";
import type { Reply } from "#shared/contract/index.ts";
import classes from "./new-business.module.css";
import type { StepProps } from "./step.ts";
import { roleName } from "../../ui/names.ts";
import { t } from "../../text/text.ts";

type People = Reply<"user.list">;

/** Who may work there. People with a role in every business are in it by themselves. */
export function PeopleStep({ form, people, set }: StepProps & { readonly people: People }) {
  const choose = (user: string, role: string | null) => {
    const others = { ...form.staff };
    delete (others as Record<string, string>)[user];
    set({ staff: role === null ? others : { ...others, [user]: role } });
  };
  const named = (id: string) => roleName(people.roles.find((role) => role.id === id)?.name ?? id);
  return (
    <div className={classes.people}>
      {people.users
        .filter((user) => user.active)
        .map((user) => {
          const everywhere = user.access.find((each) => each.business === "*");
          return (
            <div key={user.id} className={classes.person}>
              <span>{user.name}</span>
              {everywhere === undefined ? (
                <Select
                  size="sm"
                  aria-label={t("Role of {name}", { name: user.name })}
                  placeholder={t("No access")}
                  clearable
                  data={people.roles
                    .filter((role) => role.active)
                    .map((role) => ({ value: role.id, label: roleName(role.name) }))}
                  value={form.staff[user.id] ?? null}
                  onChange={(role) => choose(user.id, role)}
                  data-testid={`staff-${user.name}`}
                />
              ) : (
                <Text c="dimmed">
                  {t("{role}, in every business", { role: named(everywhere.role) })}
                </Text>
              )}
            </div>
          );
        })}
    </div>
  );
}
