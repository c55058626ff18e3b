import type { Context } from '#app/lib/context.server.ts'
import { addMonths } from '#app/lib/days.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { newToken } from '#app/lib/tokens.server.ts'

const MONTHS = 12

/**
 * The address of the answer page of one invitation, to take the place of ANSWER_LINK in a mail that is leaving. Each mail
 * has its own; only the hash of its secret is kept.
 */
export async function mintAnswerLink({ db, now }: Pick<Context, 'db' | 'now'>, invitation_id: string): Promise<string> {
  const { id, hash, shownOnce } = newToken()
  const at = now.toISOString()
  const expires_at = `${addMonths(at.slice(0, 10), MONTHS)}${at.slice(10)}`
  await db.insertInto('answer_links').values({ id, invitation_id, secret_hash: hash, created_at: at, expires_at }).execute()
  return `${baseUrl()}/respuesta/${shownOnce}`
}
