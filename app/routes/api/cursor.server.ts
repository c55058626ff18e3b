/** A place in a list, in a spelling nobody is meant to read: the list it is of, and the last id that was told. */

const ID = /^[\w:.@-]{1,120}$/

export const cursorOf = (noun: string, id: string) => Buffer.from(`${noun} ${id}`).toString('base64url')

/** The id after which to go on; undefined when the cursor is not one of this list. */
export function readCursor(noun: string, cursor: string): string | undefined {
  if (!/^[\w-]+$/.test(cursor)) return undefined
  const [of, id, ...more] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ')
  return of === noun && id !== undefined && ID.test(id) && more.length === 0 && cursorOf(of, id) === cursor ? id : undefined
}
