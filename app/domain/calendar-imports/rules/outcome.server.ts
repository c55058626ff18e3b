import { isPlanned } from '#app/domain/meetings/rules.ts'
import type { EntryFacts } from '#app/lib/ics-reader.server.ts'

import type { Known } from '../queries/known.server.ts'
import type { Outcome } from '../terms.ts'
import { contentOf, contentOfMeeting, hashOf } from './content.server.ts'

type Answer = { outcome: Outcome; reason: string | null }

/** What importing an entry would do, given what an earlier import left of it. */
export function outcomeOf({ sequence, facts }: { sequence: number; facts: EntryFacts }, known: Known | undefined): Answer {
  if (!known) return { outcome: 'created', reason: null }
  if (known.discarded_at || !(known.meeting ?? known.series ?? known.dates > 0)) {
    return { outcome: 'discarded', reason: null }
  }
  if (sequence < known.sequence) return { outcome: 'ignored', reason: 'Es más antiguo que el que ya se importó.' }
  const hash = hashOf(contentOf(facts, known.meeting?.zone))
  if (hash === known.content_hash) return { outcome: 'same', reason: null }
  if (known.series && facts.repeats?.keeps) return { outcome: 'changed', reason: null }
  if (!known.meeting) return { outcome: 'ignored', reason: 'Cambió cómo se repite en el archivo: cambie aquí sus fechas.' }
  if (hash === hashOf(contentOfMeeting(known.meeting))) return { outcome: 'same', reason: null }
  if (!isPlanned(known.meeting) && known.meeting.state !== 'cancelled') {
    return { outcome: 'ignored', reason: 'Cambió en el archivo, pero aquí ya se realizó: no se toca.' }
  }
  return { outcome: 'changed', reason: null }
}

/** Whether people changed the meeting, or the whole series, here after it was imported. */
export const changedHere = ({ meeting, series, content_hash }: Pick<Known, 'meeting' | 'series' | 'content_hash'>) =>
  meeting ? hashOf(contentOfMeeting(meeting)) !== content_hash : (series?.version ?? 1) > 1
