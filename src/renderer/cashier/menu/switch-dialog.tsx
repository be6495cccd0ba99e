import { FocusTrap, Modal } from "@mantine/core";
import { SignIn } from "../../lock/sign-in.tsx";
import { useProgram } from "../../rpc/program.tsx";
import { t } from "../../text/text.ts";

/** Another cashier takes over; the cart stays where it is. */
export function SwitchDialog({ onClose }: { readonly onClose: () => void }) {
  const { status, reload } = useProgram();
  return (
    <Modal opened onClose={onClose} title={t("Who sells now?")} size={860} closeOnEscape={false}>
      <FocusTrap.InitialFocus />
      <SignIn
        users={status.users}
        onLeave={onClose}
        onSignedIn={() => {
          reload();
          onClose();
        }}
      />
    </Modal>
  );
}
