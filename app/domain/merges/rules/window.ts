const DAYS = 30

/** A merge can be undone for 30 days. */
export const isPastUndoing = (created_at: string, now: Date) => now.getTime() - Date.parse(created_at) > DAYS * 24 * 60 * 60 * 1000

/** The last instant in which it can. */
export const undoableUntil = (created_at: string) => new Date(Date.parse(created_at) + DAYS * 24 * 60 * 60 * 1000)
