import type { Card } from '#app/lib/vcard.server.ts'

import type { Folder } from './queries.server.ts'

/**
 * The counterparts of a folder for the telephone of whoever receives it: whoever holds each post, with what is official of
 * the post and of its institution; the institution itself where nobody holds it. Whoever cannot be reached has no card.
 */
export const cardsOf = ({ contacts }: Pick<Folder, 'contacts'>, made: Date): Card[] =>
  contacts.filter(({ points }) => points.length > 0).map(({ institution, title, person, points }) => ({
    uid: person?.id ?? null,
    full: person ? [person.given_names, ...person.surnames].join(' ') : institution,
    given: person?.given_names ?? '',
    surnames: person?.surnames ?? [],
    treatment: person?.treatment ?? null,
    posts: [{ title: person ? title : null, organisation: institution, unit: null }],
    mails: points.flatMap(({ kind, value }) => (kind === 'email' ? [value] : [])),
    phones: points.flatMap(({ kind, value }) => (kind === 'phone' || kind === 'whatsapp' ? [{ value, mobile: value.startsWith('+569') }] : [])),
    addresses: points.flatMap(({ kind, value }) => (kind === 'address' ? [value] : [])),
    revised_at: made.toISOString(),
  }))
