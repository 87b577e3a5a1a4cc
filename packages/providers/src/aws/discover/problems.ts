import { ProviderError } from '@tradewind/core';

/** Collects what could not be read beside the resources themselves, one problem for each cause and not for each resource. */
export class Problems {
  readonly #what: string;
  readonly #byCause = new Map<string, { readonly error: ProviderError; readonly names: string[] }>();

  /** `what` could not be read, for example `tags`. */
  constructor(what: string) {
    this.#what = what;
  }

  /**
   * Notes a provider's error. Anything else is a bug, or an abort, and thrown on; so are refused credentials, with which
   * nothing more can be read.
   */
  note(name: string, error: unknown): void {
    if (!(error instanceof ProviderError) || error.code === 'unauthenticated') throw error;
    const cause = [error.code, error.permission, error.providerCode].join(' ');
    const noted = this.#byCause.get(cause);
    if (noted === undefined) this.#byCause.set(cause, { error, names: [name] });
    else noted.names.push(name);
  }

  list(): Error[] {
    return [...this.#byCause.values()].map(({ error, names }) => {
      const shown = names.slice(0, 3).join(', ');
      const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
      return new ProviderError(`the ${this.#what} of ${shown}${more} could not be read: ${error.message}`, {
        code: error.code,
        outcome: error.outcome,
        malformed: error.malformed,
        cause: error,
        ...(error.providerCode === null ? {} : { providerCode: error.providerCode }),
        ...(error.permission === null ? {} : { permission: error.permission }),
      });
    });
  }
}
