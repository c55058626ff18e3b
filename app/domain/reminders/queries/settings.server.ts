import type { Context } from '#app/lib/context.server.ts'

import { DIGEST_HOUR } from '../rules.ts'

export const DIGEST_HOUR_SETTING = 'reminders.digest_hour'

/** `HH:MM`, where each coordinator is. */
export async function readDigestHour({ db }: Pick<Context, 'db'>): Promise<string> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', DIGEST_HOUR_SETTING).executeTakeFirst()
  return row?.value ?? DIGEST_HOUR
}
