import type { Context } from '#app/lib/context.server.ts'
import { Conflict } from '#app/lib/errors.ts'

export async function undoBatch(_ctx: Context, _batch_id: string): Promise<void> {
  throw new Conflict('Todavía no se puede deshacer.')
}
