import { ActionIcon, Tooltip, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";

const NEXT = { auto: "light", light: "dark", dark: "auto" } as const;
const WORDS = {
  auto: "Colours follow the system",
  light: "Light colours",
  dark: "Dark colours",
} as const;

/** System → light → dark → system. */
export function ColourSchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon }[colorScheme];
  return (
    <Tooltip label={`${WORDS[colorScheme]}: press to change`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={`${WORDS[colorScheme]}: press to change`}
        onClick={() => setColorScheme(NEXT[colorScheme])}
        data-testid="colour-scheme"
      >
        <Icon size={20} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
