import type { RequestInput } from "#shared/contract/index.ts";
import { t } from "../text/text.ts";

export type Template = "WATER" | "LAUNDRY" | "RETAIL";
const TEMPLATES = ["WATER", "LAUNDRY", "RETAIL"] as const;

export interface BusinessForm {
  readonly template: Template;
  readonly wanted: boolean;
  readonly name: string;
  readonly mpesaTill: string;
  readonly pin: string;
  readonly address: string;
  readonly contact: string;
}

export const STEPS = ["welcome", "owner", "businesses", "finish"] as const;
export type Step = (typeof STEPS)[number];

export interface Form {
  readonly step: Step;
  readonly owner: string;
  readonly pin: string;
  readonly pinAgain: string;
  readonly tillCode: string;
  readonly tillName: string;
  readonly vatRegistered: boolean;
  readonly businesses: readonly BusinessForm[];
  readonly sampleItems: boolean;
  /** "Next" was pressed on this step with something missing: from then on it is marked. */
  readonly strict: boolean;
}

const names = (): Readonly<Record<Template, string>> => ({
  WATER: t("Water"),
  LAUNDRY: t("Laundry"),
  RETAIL: t("Shop"),
});

export const blank = (): Form => ({
  step: "welcome",
  owner: "",
  pin: "",
  pinAgain: "",
  tillCode: "R1",
  tillName: t("Front counter"),
  vatRegistered: false,
  businesses: TEMPLATES.map((template) => ({
    template,
    wanted: true,
    name: names()[template],
    mpesaTill: "",
    pin: "",
    address: "",
    contact: "",
  })),
  sampleItems: true,
  strict: false,
});

export type SetupEvent =
  | { readonly type: "typed"; readonly to: Partial<Form> }
  | { readonly type: "business"; readonly at: number; readonly to: Partial<BusinessForm> }
  | { readonly type: "next" }
  | { readonly type: "back" };

export function update(form: Form, event: SetupEvent): Form {
  switch (event.type) {
    case "typed":
      return { ...form, ...event.to };
    case "business":
      return {
        ...form,
        businesses: form.businesses.map((each, index) =>
          index === event.at ? { ...each, ...event.to } : each,
        ),
      };
    case "next": {
      if (Object.keys(problems(form)).length > 0) return { ...form, strict: true };
      return { ...form, step: STEPS[STEPS.indexOf(form.step) + 1] ?? form.step, strict: false };
    }
    case "back":
      return { ...form, step: STEPS[STEPS.indexOf(form.step) - 1] ?? form.step, strict: false };
  }
}

export type Problems = Readonly<Record<string, string>>;

/** What is missing or wrong on the step that is shown, by field. */
export function problems(form: Form): Problems {
  const found: Record<string, string> = {};
  if (form.step === "owner") {
    if (form.owner.trim() === "") found["owner"] = t("Your name, as it is shown on the till");
    const pin = pinProblem(form.pin);
    if (pin !== undefined) found["pin"] = pin;
    else if (form.pinAgain !== form.pin) found["pinAgain"] = t("The two PINs differ");
    if (!/^[A-Z0-9]{1,4}$/.test(form.tillCode)) {
      found["tillCode"] = t("One to four capital letters or digits");
    }
    if (form.tillName.trim() === "") found["tillName"] = t("A name, such as “Front counter”");
  }
  if (form.step === "businesses") businessProblems(form, found);
  return found;
}

function pinProblem(pin: string): string | undefined {
  if (!/^\d{4,8}$/.test(pin)) return t("Four to eight digits");
  if (/^(\d)\1+$/.test(pin)) return t("Not all the same digit");
  return "0123456789".includes(pin) || "9876543210".includes(pin)
    ? t("Not digits in a row")
    : undefined;
}

function businessProblems(form: Form, found: Record<string, string>): void {
  if (!form.businesses.some((each) => each.wanted)) found["businesses"] = t("Choose at least one");
  form.businesses.forEach((each, at) => {
    if (!each.wanted) return;
    if (each.name.trim() === "") found[`name-${at}`] = t("A name for receipts and reports");
    if (!/^\d{0,8}$/.test(each.mpesaTill)) found[`mpesa-${at}`] = t("Up to eight digits");
    if (!/^([A-Z]\d{9}[A-Z])?$/.test(each.pin)) {
      found[`pin-${at}`] = t("Like P051234567X, or leave it empty");
    }
  });
}

export function requestOf(form: Form): Omit<RequestInput<"program.setUp">, "command"> {
  return {
    owner: form.owner.trim(),
    pin: form.pin,
    till: { code: form.tillCode, name: form.tillName.trim() },
    vatRegistered: form.vatRegistered,
    businesses: form.businesses
      .filter((each) => each.wanted)
      .map(({ template, name, mpesaTill, pin, address, contact }) => ({
        template,
        name: name.trim(),
        mpesaTill,
        pin,
        address: address.trim(),
        contact: contact.trim(),
      })),
    sampleItems: form.sampleItems,
  };
}
