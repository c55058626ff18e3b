/** The three errors of the domain. Anything else is a bug: let it crash and be logged. */

/** It does not exist, or the viewer may not know that it does. */
export class NotFound extends Error {
  override name = 'NotFound'
}

/** The viewer may see it, but not do this to it. */
export class Forbidden extends Error {
  override name = 'Forbidden'
}

/** The record is not in a state that allows this; the message is a Spanish sentence for the person. */
export class Conflict extends Error {
  override name = 'Conflict'
}

export function found<T>(record: T | undefined | null): T {
  if (record === undefined || record === null) throw new NotFound('No existe o no está a su alcance.')
  return record
}

export function permit(allowed: boolean) {
  if (!allowed) throw new Forbidden('Su perfil no permite hacer esto.')
}
