import type { SilenceTopic } from './terms.ts'

/** Local hours between which mail leaves for people outside the network. */
export const OPENS = '08:00'
export const CLOSES = '18:00'
/** When coordinators have their digest unless the network says otherwise. */
export const DIGEST_HOUR = '07:30'
/** How long after its hour a digest still tells today (hours). */
export const DIGEST_HOURS = 6

/** A mail whose day passed waits at most so many days: later the next step tells more. */
export const LATE_DAYS = 7
/** What the weekly digest looks ahead. */
export const WEEKLY_DAYS = 14
/** A mail is one screen. */
export const MOST_ITEMS = 12

/** Addresses are the same whatever their case. */
export const addressKey = (email: string) => email.trim().toLowerCase()

/** The topics that one link silences: a mail may be several things. */
export const topicsOf = (text: string) => text.split(' ').filter((topic): topic is SilenceTopic => ['reminder', 'weekly', 'daily'].includes(topic))
