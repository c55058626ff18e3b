import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listClashes } from '#app/domain/meetings/queries/clashes.server.ts'
import { isPlanned } from '#app/domain/meetings/rules.ts'
import { clashSentence, type Clash } from '#app/domain/meetings/rules/clashes.ts'
import type { Context } from '#app/lib/context.server.ts'

export type ClashLine = { folio: string | null; text: string; overlaps: boolean }

/** Clashes as pages tell them. */
export const clashLines = (clashes: Clash[]): ClashLine[] =>
  clashes.map((clash) => ({ folio: clash.folio, text: clashSentence(clash), overlaps: clash.overlaps }))

/** What the record of a meeting warns of while it is still to come. */
export const clashesOfMeeting = async (ctx: Context, meeting: Meeting): Promise<ClashLine[]> =>
  isPlanned(meeting) && meeting.ends_at > ctx.now.toISOString()
    ? clashLines((await listClashes(ctx, [meeting])).get(meeting.id) ?? [])
    : []
