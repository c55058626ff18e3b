import type { Reading } from './reading.ts'

/** A line of which nothing is known yet: a note, with no words of its own. */
export const blank = (line: string): Reading => ({
  line, kind: 'note', audience: 'shared', marked: false, intention: false, folios: [], complete: false, text: '',
  debtors: [], beneficiaries: [], due: null, questions: [], warnings: [], spans: {},
})

/** Lines nobody has read yet: each is a note. What a page shows while the reader is still on its way. */
export const unread = (text: string): Reading[] => text.split(/\r\n|\r|\n/).map((line) => ({ ...blank(line), text: line }))
