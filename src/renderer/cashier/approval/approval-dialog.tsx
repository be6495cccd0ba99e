import { Button, Modal, Radio, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { RequestInput } from "#shared/contract/index.ts";
import type { Permission } from "#shared/facts/permission.ts";
import type { Problem } from "../../rpc/problem.ts";
import { permissionWords } from "../../rpc/permission-words.ts";
import { useSession } from "../../rpc/program.tsx";
import { useQuery } from "../../rpc/use-query.ts";
import { PinPad } from "../../ui/pin-pad.tsx";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { t } from "../../text/text.ts";

export type Approval = NonNullable<RequestInput<"sale.post">["approval"]>;

interface ApprovalDialogProps {
  readonly permission: Permission;
  readonly business: string;
  /** What is approved, with its amount: the manager must see it before the PIN. */
  readonly what: string;
  /** The goods that it touches, a line each. */
  readonly details?: readonly string[];
  /** Why, where the cashier has said it already. */
  readonly said?: string;
  readonly sending: boolean;
  readonly problem: Problem | undefined;
  readonly onApprove: (approval: Approval) => void;
  readonly onClose: () => void;
}

/** A manager's consent to one act. It names the act, and holds for nothing else. */
export function ApprovalDialog(props: ApprovalDialogProps) {
  const { permission, business, what, details = [], said = "" } = props;
  const { sending, problem, onApprove, onClose } = props;
  const { name } = useSession();
  const { value, problem: unread, reload } = useQuery("user.approvers", { permission, business });
  const [picked, setPicked] = useState<string | null>(null);
  const [reason, setReason] = useState(said);
  const [pin, setPin] = useState("");
  const [unsaid, setUnsaid] = useState(false);
  useScanner(() => false);
  const user = picked ?? value?.users[0]?.id ?? null;

  const approve = (typed: string) => {
    setUnsaid(reason.trim() === "");
    if (user === null || reason.trim() === "" || sending) return;
    onApprove({ user, pin: typed, reason: reason.trim() });
    setPin("");
  };

  return (
    <Modal opened onClose={onClose} title={t("A manager must approve")} size={780}>
      <Stack gap="md" data-testid="approval">
        <div>
          <Text fw={600} size="xl" data-testid="approval-what">
            {what}
          </Text>
          {[...new Set(details)].map((detail) => (
            <Text key={detail} size="lg" data-testid="approval-detail">
              {detail}
            </Text>
          ))}
          <Text c="dimmed" data-testid="approval-asked">
            {t("{name} asks to {permission}, this once.", {
              name,
              permission: permissionWords()[permission],
            })}
          </Text>
        </div>
        {value === undefined &&
          (unread ? <ErrorState problem={unread} onRetry={reload} /> : <LoadingState />)}
        {value?.users.length === 0 && <Text>{t("Nobody here may approve this.")}</Text>}
        {value !== undefined && value.users.length > 0 && (
          <SimpleGrid cols={2} spacing="xl">
            <Stack gap="md">
              <Radio.Group label={t("Approved by")} value={user} onChange={setPicked}>
                <Stack gap="xs" mt={6}>
                  {value.users.map((each) => (
                    <Radio key={each.id} value={each.id} label={each.name} size="md" />
                  ))}
                </Stack>
              </Radio.Group>
              <TextInput
                label={t("Reason")}
                placeholder={t("Regular customer")}
                autoFocus={said === ""}
                error={unsaid && reason.trim() === "" ? t("Say why before the PIN") : undefined}
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                data-testid="approval-reason"
              />
              <RefusalAlert problem={problem} />
              <Button variant="subtle" onClick={onClose} style={{ alignSelf: "flex-start" }}>
                {t("Not now")}
              </Button>
            </Stack>
            <PinPad
              value={pin}
              onChange={setPin}
              onSubmit={approve}
              disabled={sending}
              focus={said !== ""}
              label={t("The manager's PIN")}
            />
          </SimpleGrid>
        )}
      </Stack>
    </Modal>
  );
}
