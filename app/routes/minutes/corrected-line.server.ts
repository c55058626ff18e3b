import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { findSetting } from '#app/domain/minutes/queries/meeting-setting.server.ts'
import { createReader } from '#app/domain/minutes/rules.ts'
import { answered } from '#app/domain/minutes/rules/answered.ts'
import { asIntention, asNote } from '#app/domain/minutes/rules/corrections.ts'
import { doubtsOf } from '#app/domain/minutes/rules/plan.ts'
import { turns } from '#app/domain/minutes/terms.ts'
import type { Context } from '#app/lib/context.server.ts'

/** The line as its author left it, after the button they pressed: an answer to a doubt, a note, an intention, or nothing. */
export async function correctedLine(ctx: Context, meeting: Meeting, { line, put }: { line: string; put: string }) {
  if (put === '') return line
  if (put === turns.note) return asNote(line)
  if (put === turns.intention) return asIntention(line)
  const reading = createReader(await findSetting(ctx, meeting)).line(line)
  const doubt = doubtsOf(reading).find(({ options }) => options.some((option) => option.put === put))
  return doubt ? answered(reading, doubt, put) : line
}
