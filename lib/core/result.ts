/** What a command or form answers: a value, or a refusal a person can put right (Italian text, by field). */
export type Result<T, F extends string = string> =
  | { ok: true; value: T }
  | { ok: false; message: string; errors: Partial<Record<F, string>> }

export const success = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

/** @param message Italian, says what to do · @param errors by field path, in form order */
export const refuse = <F extends string = string>(
  message: string,
  errors: Partial<Record<F, string>> = {},
): { ok: false; message: string; errors: Partial<Record<F, string>> } => ({ ok: false, message, errors })
