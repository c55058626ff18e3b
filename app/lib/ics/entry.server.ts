/** One VEVENT, told in our words. Exactly one of `day` and `time` is given. */
export type Entry = {
  /** `reunion-<uuid>@agenda.hilvan`: written once, the same in feed, download and mail. */
  uid: string
  /** Rises with every change that guests must hear of; never falls. */
  sequence: number
  /** ISO-8601 UTC. */
  created_at: string
  /** ISO-8601 UTC: the last change, never *now*. It becomes DTSTAMP and LAST-MODIFIED. */
  changed_at: string
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  title: string
  place?: string
  text?: string
  /** http or https. */
  url?: string
  /** Shown as private to others; its title must already say «Ocupado». */
  reserved?: boolean
  /** Takes no time of anybody: a commitment. */
  free?: boolean
  /** Minutes before the start. */
  alarms?: number[]
  day?: WholeDays
  time?: LocalTime
  series?: Series
  /** ISO-8601 UTC. DTSTAMP of a mail: every further mail has a newer one, or programs ignore it. */
  stamped_at?: string
  /** Local start, `YYYY-MM-DDTHH:MM`, of the occurrence of the series with the same UID that this entry replaces. */
  replaces?: string
}

/** `YYYY-MM-DD`; `until` is exclusive. */
export type WholeDays = { from: string; until: string }

/** Local `YYYY-MM-DDTHH:MM`. `second` takes the later reading of an hour that the clock repeats. */
export type LocalTime = { zone: string; start: string; end: string; second?: boolean }

/** `rule` without UNTIL or COUNT; `last` is its last local day; `removed` the local starts that do not take place. */
export type Series = { rule: string; last: string | null; removed: string[] }

/** Somebody who is asked to come, in a mail to them. */
export type Attendee = { name: string; email: string; answer: 'NEEDS-ACTION' | 'ACCEPTED' | 'DECLINED' | 'TENTATIVE' }
