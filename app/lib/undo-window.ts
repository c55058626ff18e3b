import { DAY_MS } from './days.ts'

/** Days corridos within which what was written together (an import, a change of office, a merge) can be taken back. */
export const UNDO_DAYS = 30

export const isPastUndoing = (written_at: string, now: Date) => undoableUntil(written_at) < now

/** The last instant in which it can. */
export const undoableUntil = (written_at: string) => new Date(Date.parse(written_at) + UNDO_DAYS * DAY_MS)

/** What was written before this instant cannot be taken back at this one (ISO-8601 UTC). */
export const undoableSince = (now: Date) => new Date(now.getTime() - UNDO_DAYS * DAY_MS).toISOString()
