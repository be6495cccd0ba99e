import type { AccountRow, Around, Form, Problems } from "./new-business-model.ts";

/** What every step of the wizard is given. */
export interface StepProps {
  readonly form: Form;
  readonly around: Around;
  readonly wrong: Problems;
  readonly set: (change: Partial<Form>) => void;
}

export interface AccountsProps extends StepProps {
  readonly rows: readonly AccountRow[];
}
