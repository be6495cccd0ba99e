/** What somebody owes, or is owed, for one thing: an invoice, a bill, a job that is ready. */
export interface Debt {
  readonly entry: number;
  readonly party: string;
  /** A job's id, a sale's id, or nothing of the kind. */
  readonly of: string;
  open: number;
}

/** So much of one debt was settled; kept, because a reversal brings it back. */
export interface Crossed {
  readonly debt: Debt;
  readonly amount: number;
}

/** Invoices crossed out one by one, the oldest first unless somebody says which. */
export class Debts {
  readonly #lists = new Map<string, Debt[]>();

  #list(account: string): Debt[] {
    const list = this.#lists.get(account) ?? [];
    this.#lists.set(account, list);
    return list;
  }

  raise(account: string, debt: Debt): void {
    if (debt.open > 0) this.#list(account).push(debt);
  }

  open(account: string, parties: readonly string[]): Debt[] {
    return this.#list(account).filter((debt) => debt.open > 0 && parties.includes(debt.party));
  }

  owed(account: string, parties: readonly string[]): number {
    return this.open(account, parties).reduce((sum, debt) => sum + debt.open, 0);
  }

  /** Open of one job or sale. */
  openOf(account: string, of: string): number {
    return this.#list(account).reduce((sum, debt) => sum + (debt.of === of ? debt.open : 0), 0);
  }

  /** Crosses out so much: first what is named, then the oldest. Gives what was crossed. */
  settle(account: string, parties: readonly string[], amount: number, first = ""): Crossed[] {
    const open = this.open(account, parties);
    const order = [
      ...open.filter((debt) => debt.of === first && first !== ""),
      ...open.filter((debt) => debt.of !== first || first === ""),
    ];
    const crossed: Crossed[] = [];
    let left = amount;
    for (const debt of order) {
      const part = Math.min(left, debt.open);
      if (part === 0) continue;
      debt.open -= part;
      left -= part;
      crossed.push({ debt, amount: part });
    }
    return crossed;
  }

  restore(crossed: readonly Crossed[]): void {
    for (const { debt, amount } of crossed) debt.open += amount;
  }

  /** An invoice that was reversed asks for nothing. */
  drop(account: string, entry: number): void {
    const list = this.#list(account);
    this.#lists.set(
      account,
      list.filter((debt) => debt.entry !== entry),
    );
  }
}
