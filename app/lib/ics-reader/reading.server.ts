/** What a calendar file of somebody else was understood as. Nothing in it points back into the file's bytes. */

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'

export type Reading =
  | { ok: false; problem: string }
  | {
      ok: true
      encoding: Encoding
      /** How the file names its zones and where we read them: «Pacific SA Standard Time → America/Santiago». */
      zones: { named: string; read: string | null }[]
      /** What concerns no entry in particular. */
      remarks: string[]
      entries: ReadEntry[]
    }

/** One VEVENT, VTODO, VJOURNAL or VFREEBUSY. Exactly one of `refused`, `ignored` and `facts` is set. */
export type ReadEntry = {
  /** Where it begins in the file, counted from 1. */
  line: number
  title: string
  source_uid: string
  /** Empty, or the local start of the date of a series that this entry replaces. */
  source_recurrence: string
  sequence: number
  refused: string | null
  ignored: string | null
  facts: EntryFacts | null
  /** Repairs: what had to be supposed, cut or left out. */
  notes: string[]
}

/** Hours or whole days, as meetings store them. */
export type EntryFacts = {
  title: string
  description: string | null
  place: string | null
  link: string | null
  reserved: boolean
  cancelled: boolean
  start_local: string | null
  end_local: string | null
  from_on: string | null
  until_on: string | null
  /** One of ours; null when the file does not say, and somebody must. */
  zone: string | null
  repeated_hour: 0 | 1
  /** E-mail addresses of the organiser and of whoever is asked, in lower case. */
  people: string[]
  repeats: Repeats | null
}

/** `start_local` of the entry is its first date that is taken. */
export type Repeats = {
  /** What the file says of the repetition, whole: the same file gives the same text on any day. */
  source: string
  /** Without UNTIL, COUNT or WKST. */
  rule: string
  /** The last local day. */
  last_on: string
  /** Whether the file says when it ends. */
  ends: boolean
  /** Local starts of the rule that do not take place. */
  removed: string[]
  /** Every local start that takes place. */
  dates: string[]
  /** Whether it can be a series of ours; otherwise each date becomes a meeting of its own. */
  keeps: boolean
}

/** Why one entry cannot be read, at its line; the others go on. */
export class Unreadable extends Error {
  readonly line: number

  constructor(line: number, sentence: string) {
    super(sentence)
    this.line = line
  }
}
