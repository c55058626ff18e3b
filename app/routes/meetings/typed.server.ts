import type { Context } from '#app/lib/context.server.ts'
import { checkFields, valuesOf } from '#app/lib/form-reader.server.ts'
import { findHeldPost } from '#app/lib/held-posts.server.ts'

/** What the viewer had typed in this form when their session expired, as the form takes it back. */
export async function findTyped(ctx: Context, request: Request) {
  const held = await findHeldPost(ctx.db, ctx.viewer.id, request)
  return held ? { values: valuesOf(checkFields(held)) } : null
}
