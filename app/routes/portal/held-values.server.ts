import type { Context } from '#app/lib/context.server.ts'
import { checkFields, valuesOf } from '#app/lib/form-reader.server.ts'
import { findHeldPost } from '#app/lib/held-posts.server.ts'

/** What was typed on this page when the session expired, for its fields. */
export async function heldValues({ db, viewer }: Context, request: Request) {
  const held = await findHeldPost(db, viewer.id, request)
  return held ? { values: valuesOf(checkFields(held)) } : undefined
}
