import { done, refuse, type Result } from "#shared/kernel/result.ts";
import { CentreTrouble } from "#main/replication/centre.ts";

/** An answer of the centre, or why there is none. */
export async function asked<T>(question: () => Promise<T>): Promise<Result<T>> {
  try {
    return done(await question());
  } catch (error) {
    if (!(error instanceof CentreTrouble)) throw error;
    return refuse({ code: "centre.trouble", trouble: error.kind });
  }
}
