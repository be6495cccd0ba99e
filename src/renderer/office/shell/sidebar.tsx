import { ActionIcon, Tooltip, UnstyledButton } from "@mantine/core";
import { IconCashRegister, IconLogout } from "@tabler/icons-react";
import type { Trade } from "#shared/facts/master.ts";
import { signOut, useProgram } from "../../rpc/program.tsx";
import { Brand } from "../../ui/brand.tsx";
import { ColourSchemeSwitch } from "../../ui/colour-scheme-switch.tsx";
import { href } from "../route/route.ts";
import { travelling, useRoute } from "../route/use-route.ts";
import { nav, type NavItem } from "./nav.ts";
import { useOffice } from "./office-context.tsx";
import { t } from "../../text/text.ts";
import classes from "./shell.module.css";
import { roleName } from "../../ui/names.ts";

export function Sidebar() {
  const { may, status, businesses } = useOffice();
  const plied = (trade: Trade) => businesses.some((each) => each.trades.includes(trade));
  return (
    <nav className={classes.sidebar} aria-label={t("Office")}>
      <div className={classes.brand}>
        <span aria-hidden>
          <Brand compact />
        </span>
        <span className={classes.word}>Tomtin</span>
        <span className={classes.place}>{status.demo ? t("Demo shop") : t("Office")}</span>
      </div>
      <div className={classes.groups}>
        {nav().map((group) => {
          const items = group.items.filter(
            ({ needs, trade }) =>
              (needs === undefined || may(needs)) && (trade === undefined || plied(trade)),
          );
          if (items.length === 0) return null;
          return (
            <div key={group.title} className={classes.group}>
              <div className={classes.groupTitle}>{group.title}</div>
              {items.map((item) => (
                <NavLink key={item.screen} item={item} />
              ))}
            </div>
          );
        })}
      </div>
      <Person />
    </nav>
  );
}

/** A low screen does not hold the whole list: where one is, is always in sight. */
function intoView(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: "nearest" });
}

function NavLink({ item }: { readonly item: NavItem }) {
  const route = useRoute();
  const here = route.screen === item.screen || item.behind?.includes(route.screen) === true;
  return (
    <a
      ref={here ? intoView : undefined}
      className={classes.link}
      href={href(item.screen, null, travelling(route.query))}
      data-here={here || undefined}
      aria-current={here ? "page" : undefined}
      data-testid={`nav-${item.screen}`}
    >
      <item.icon size={18} stroke={1.7} aria-hidden />
      {item.label}
    </a>
  );
}

function Person() {
  const { reload } = useProgram();
  const { session, status, may } = useOffice();
  return (
    <div className={classes.person}>
      {status.till !== null && may("sell") && (
        <UnstyledButton
          component="a"
          href="#/counter"
          className={classes.toTill}
          data-testid="to-till"
        >
          <IconCashRegister size={18} stroke={1.7} aria-hidden /> {t("Go to the till")}
        </UnstyledButton>
      )}
      <div className={classes.who}>
        <div className={classes.whoText}>
          <div className={classes.whoName}>{session.name}</div>
          <div className={classes.whoRole}>{session.roles.map(roleName).join(", ")}</div>
        </div>
        <ColourSchemeSwitch />
        <Tooltip label={t("Sign out")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t("Sign out")}
            onClick={() => void signOut(reload)}
            data-testid="sign-out"
          >
            <IconLogout size={19} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}
