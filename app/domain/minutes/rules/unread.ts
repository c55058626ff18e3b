import type { Reading } from './reading.ts'

/** Lines nobody has read yet: each is a note. What a page shows while the reader is still on its way. */
export const unread = (text: string): Reading[] =>
  text.split(/\r\n|\r|\n/).map((line) => ({
    line, kind: 'note', audience: 'shared', marked: false, intention: false, folios: [], complete: false, text: line,
    debtors: [], beneficiaries: [], due: null, questions: [], warnings: [], spans: {},
  }))
