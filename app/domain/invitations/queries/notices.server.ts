import type { Meeting } from '#app/domain/meetings/queries.server.ts'
import { listParticipants, type Participant } from '#app/domain/meetings/queries/participants.server.ts'
import type { Context } from '#app/lib/context.server.ts'

import { listInvitations, type Invitation } from '../queries.server.ts'
import { factsOf, kindForBoth, newsFor, readFacts, silence, type Facts } from '../rules.ts'
import { verdictOn, type Heard, type Unsent } from '../rules/told.ts'
import type { NoticeKind } from '../terms.ts'
import { isHouse, listAddresses, type Address } from './addresses.server.ts'
import { listSeriesNotices, type SeriesNews } from './series-notices.server.ts'

/** Something that somebody has not been told yet. Without an address it can only be shown. */
export type Notice = {
  /** Names the notice in the form that sends it: another kind for the same guest is another notice. */
  key: string
  kind: NoticeKind
  email: string | null
  /** Whose own address it is; null for that of a post or an institution. */
  person_id: string | null
  name: string
  title: string | null
  institution: string | null
  /** What they were told by what left; null also when that is not certain. */
  told: Facts | null
  /** Why the mail before did not tell them. */
  unsent: Unsent | null
  participant: Participant | undefined
  invitation: Invitation | undefined
  /** Of a series: which of its dates the guest is told, and what they knew. */
  series?: SeriesNews
}

/**
 * Whom a meeting still owes a mail, worked out from who takes part and what each was told. Nothing of a draft or of the
 * past; a series owes what is ahead of it, whichever of its meetings is asked. Seven queries.
 */
export async function listNotices(ctx: Context, meeting: Meeting): Promise<Notice[]> {
  // A date that is outside the rule of its series has its own UID, and is told by itself.
  const own = isTold(meeting) || silence(meeting, ctx.now) ? [] : await listOwnNotices(ctx, meeting)
  return meeting.series_id ? [...own, ...(await listSeriesNotices(ctx, meeting.series_id))] : own
}

/** Whether guests know a meeting as a date of its series. */
const isTold = ({ series_id, series_local }: Meeting) => series_id !== null && series_local !== null

async function listOwnNotices(ctx: Context, meeting: Meeting): Promise<Notice[]> {
  const guests = (await listParticipants(ctx, meeting)).filter((guest) => guest.invited === 1 && !isHouse(ctx, guest))
  const invitations = await listInvitations(ctx, meeting)
  const addresses = await listAddresses(ctx, guests)
  const pairs = pair(guests, invitations, addresses)
  const paired = new Set(pairs.map(({ invitation }) => invitation?.id))
  // A calendar knows the meeting by its UID alone: whoever shares the mailbox and stays would lose it too.
  const staying = new Set(pairs.map(({ invitation, own }) => invitation?.email ?? own?.email))
  return [
    ...pairs.flatMap(({ guest, invitation, own }) => noticeTo(meeting, guest, invitation, own)),
    ...invitations.filter(({ id, email }) => !paired.has(id) && !staying.has(email)).flatMap(farewellTo),
  ]
}

/** Whose news it is: a guest of a series that goes on as another is owed two mails, and is one guest. */
export const guestOf = ({ email, series, key }: Notice) => email ?? series?.ref ?? key

/** Why there is nobody to tell, as a sentence; of a series, only when none of its dates has news. */
export const silenceOf = (meeting: Meeting, notices: Notice[], now: Date) => (notices.length > 0 ? null : silence(meeting, now))

/**
 * Each guest with the invitation they hold: the one made for them, or that of somebody taken off the list and put back.
 * One that went to an address that is no longer theirs is somebody else's by now: it is withdrawn, and they are invited anew.
 */
function pair(guests: Participant[], invitations: Invitation[], addresses: Address[][]) {
  const free = new Set(invitations)
  return guests.map((guest, at) => {
    const own = addresses[at]!
    const isTheirs = ({ email }: Invitation) => own.length === 0 || own.some((address) => address.email === email)
    const invitation = [...free].find((one) => one.participant_id === guest.id && isTheirs(one))
      ?? [...free].find((one) => one.participant_id === null && isSame(one, guest) && isTheirs(one))
    if (invitation) free.delete(invitation)
    return { guest, invitation, own: own[0] }
  })
}

const isSame = (one: Invitation, { position_id, institution_id, person_id }: Participant) =>
  position_id ? one.position_id === position_id : !one.position_id && one.institution_id === institution_id && (!person_id || one.person_id === person_id)

function noticeTo(meeting: Meeting, guest: Participant, invitation: Invitation | undefined, own: Address | undefined): Notice[] {
  const facts = factsOf(meeting)
  const first = facts.stands === 'yes' ? ('invitation' as const) : null
  const news = newsOf(invitation ?? { told: null, perhaps: [], known: [null] }, (told) => (told ? newsFor(readFacts(told), facts) : first))
  if (!news) return []
  const { name, title, institution } = guest
  return [{
    key: `${news.kind}:${invitation?.id ?? guest.id}`,
    ...news,
    email: invitation?.email ?? own?.email ?? null,
    person_id: invitation ? invitation.person_id : (own?.person_id ?? null),
    name: name ?? title ?? institution ?? 'Sin nombre',
    title: name ? title : null,
    institution: name ?? title ? institution : null,
    unsent: invitation?.unsent ?? null,
    participant: guest,
    invitation,
  }]
}

function farewellTo(invitation: Invitation): Notice[] {
  const news = newsOf(invitation, (told) => (told && readFacts(told).stands === 'yes' ? 'removal' : null))
  if (!news) return []
  const { id, email, person_id, name, unsent } = invitation
  return [{ key: `${news.kind}:${id}`, ...news, email, person_id, name, title: null, institution: null, unsent, participant: undefined, invitation }]
}

function newsOf(heard: Pick<Heard, 'told' | 'perhaps' | 'known'>, newsFrom: (told: string | null) => NoticeKind | null): Pick<Notice, 'kind' | 'told'> | null {
  const verdict = verdictOn(heard, newsFrom)
  if (verdict === null) return null
  if (verdict === 'recall') return { kind: 'recall', told: null }
  if ('sure' in verdict) return { kind: verdict.sure, told: heard.told ? readFacts(heard.told) : null }
  return { kind: kindForBoth(verdict.unsure), told: null }
}
