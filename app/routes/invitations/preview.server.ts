import { isWritten, openLetters } from '#app/domain/invitations/queries/letters.server.ts'
import { guestOf, listNotices, silenceOf, type Notice } from '#app/domain/invitations/queries/notices.server.ts'
import { noticeKinds, unsentReasons } from '#app/domain/invitations/terms.ts'
import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { ANSWER_LINK } from '#app/domain/outbox/rules.ts'
import type { Context } from '#app/lib/context.server.ts'

export type Told = Awaited<ReturnType<typeof previewNotices>>['recipients'][number]

/** Who would be told what, with the very words; who cannot be told, and where to mend that. */
export async function previewNotices(ctx: Context, meeting: Meeting) {
  const notices = await listNotices(ctx, meeting)
  const letters = await openLetters(ctx, meeting, notices)
  const recipients = byGuest(notices).map((notice) => {
    const letter = isWritten(notice) ? letters.text(notice) : null
    const { key, kind, name, title, institution, email, unsent } = notice
    return { key, kind, gets: getsOf(notice), before: unsent && unsentReasons[unsent], name, detail: [title, institution].filter(Boolean).join(' · '), email, subject: letter?.subject ?? null, body: letter && hideLinks(letter.body), mend: email ? null : mendOf(notice) }
  })
  return { silence: silenceOf(meeting, notices, ctx.now), recipients }
}

/**
 * The two mails of a guest whose series goes on as another stand together, in the order in which they leave; whoever can
 * get neither is named once.
 */
const byGuest = (notices: Notice[]) => [...Map.groupBy(notices, guestOf).values()].flatMap((own) => (own[0]!.email ? own : own.slice(0, 1)))

function getsOf({ kind, series }: Notice) {
  if (kind === 'ending' && series?.continues) return 'Su serie sigue con otra invitación'
  return kind === 'invitation' && series?.continued ? 'Invitación a lo que sigue de la serie' : noticeKinds[kind]
}

const hideLinks = (body: string) => body.split('\n').map((row) => (row.includes(ANSWER_LINK) ? `${row.slice(0, row.indexOf(ANSWER_LINK))}[su enlace personal]` : row)).join('\n')

/** Where an address can be added for a guest without one: to their post, else to themselves, else to their institution. */
function mendOf({ participant }: Notice) {
  if (participant?.position_id) return `/datos-de-contacto/nuevo?cargo=${participant.position_id}`
  if (participant?.person_id) return `/datos-de-contacto/nuevo?persona=${participant.person_id}`
  return participant?.institution_id ? `/datos-de-contacto/nuevo?institucion=${participant.institution_id}` : null
}
