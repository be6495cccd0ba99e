import {
  Alert,
  Button,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconVolume } from "@tabler/icons-react";
import { useState } from "react";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { beep } from "../../ui/sound.ts";
import {
  saveWindowSettings,
  useWindowSettings,
  type WindowSettings,
} from "../../ui/window-settings.ts";
import { readScan } from "./scan-check.ts";
import { t } from "../../text/text.ts";

const volumes = (): readonly {
  readonly value: WindowSettings["volume"];
  readonly label: string;
}[] => [
  { value: "off", label: t("Off") },
  { value: "quiet", label: t("Quiet") },
  { value: "usual", label: t("Usual") },
  { value: "loud", label: t("Loud") },
];

const LOCKS = [2, 5, 10, 30] as const satisfies readonly WindowSettings["lockAfter"][];

/** Of this desk alone: how loud it is, how soon it locks, whether its scanner is understood. */
export function DeskDialog({ onClose }: { readonly onClose: () => void }) {
  const settings = useWindowSettings();
  const [scanned, setScanned] = useState<string | null>(null);
  useScanner((code) => {
    setScanned(code);
    beep("added");
    return true;
  });
  const setVolume = (volume: WindowSettings["volume"]) => {
    saveWindowSettings({ volume });
    beep("added");
  };
  return (
    <Modal opened onClose={onClose} title={t("Sound, lock and scanner of this desk")} size="lg">
      <Stack gap="md">
        <div>
          <Text fw={600} id="desk-volume">
            {t("Sound")}
          </Text>
          <Group wrap="nowrap">
            <SegmentedControl
              aria-labelledby="desk-volume"
              style={{ flex: 1 }}
              value={settings.volume}
              onChange={setVolume}
              data={volumes().map((each) => ({ ...each }))}
              data-testid="volume"
            />
            <Button
              variant="default"
              leftSection={<IconVolume size={18} aria-hidden />}
              onClick={() => beep("refused")}
            >
              {t("Hear a refusal")}
            </Button>
          </Group>
        </div>
        <div>
          <Text fw={600} id="desk-lock">
            {t("Lock when nobody touches it for")}
          </Text>
          <SegmentedControl
            aria-labelledby="desk-lock"
            fullWidth
            value={String(settings.lockAfter)}
            onChange={(minutes) => {
              const lockAfter = LOCKS.find((each) => String(each) === minutes);
              if (lockAfter !== undefined) saveWindowSettings({ lockAfter });
            }}
            data={LOCKS.map((minutes) => ({
              value: String(minutes),
              label: t("{minutes} minutes", { minutes }),
            }))}
            data-testid="lock-after"
          />
        </div>
        <Group grow align="flex-end">
          <TextInput
            label={t("The scanner begins with")}
            description={t("Usually nothing")}
            value={settings.prefix}
            onChange={(event) => saveWindowSettings({ prefix: event.currentTarget.value })}
            maxLength={8}
            data-testid="scanner-prefix"
          />
          <TextInput
            label={t("and ends with")}
            description={t("Usually nothing: Enter or Tab is understood")}
            value={settings.suffix}
            onChange={(event) => saveWindowSettings({ suffix: event.currentTarget.value })}
            maxLength={8}
            data-testid="scanner-suffix"
          />
        </Group>
        <SegmentedControl
          aria-label={t("How fast the scanner sends")}
          fullWidth
          value={String(settings.gapMs)}
          onChange={(gap) => saveWindowSettings({ gapMs: gap === "150" ? 150 : 50 })}
          data={[
            { value: "50", label: t("Usual scanner") },
            { value: "150", label: t("Slow scanner (Bluetooth)") },
          ]}
          data-testid="scanner-speed"
        />
        <ScanCheck scanned={scanned} />
      </Stack>
    </Modal>
  );
}

function ScanCheck({ scanned }: { readonly scanned: string | null }) {
  if (scanned === null) {
    return (
      <Alert color="gray" title={t("Check the scanner")}>
        {t("Scan a product whose number stands below its bars.")}
      </Alert>
    );
  }
  const { fits, words } = readScan(scanned);
  return (
    <Alert
      color={fits ? "tide" : "red"}
      title={<span data-testid="scan-heard">{scanned}</span>}
      icon={fits ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
      role="status"
    >
      {words}
    </Alert>
  );
}
