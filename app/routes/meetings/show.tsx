import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { canCreateAgreement } from '#app/domain/agreements/policy.ts'
import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { listRequestsBehind } from '#app/domain/connection-requests/queries.server.ts'
import { listOvertaken } from '#app/domain/invitations/queries/overtaken.server.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { listAgenda, listInternalNotes, listSharedNotes } from '#app/domain/meetings/queries/minutes.server.ts'
import { listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { listSuccessions } from '#app/domain/meetings/queries/successors.server.ts'
import { canGo, defersPoints, isEditable, isPlanned, startDay, takesAttendance, takesNotes } from '#app/domain/meetings/rules.ts'
import { whenText } from '#app/domain/meetings/rules/when.ts'
import { meetingKinds, modalities, type MeetingState } from '#app/domain/meetings/terms.ts'
import { listMeetingsWithMinutes } from '#app/domain/minutes/queries/closed.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { MinutesLinks } from '#app/routes/documents/minutes-links.tsx'
import { listHistory } from '#app/routes/institutions/history.server.ts'
import { History } from '#app/routes/institutions/history.tsx'
import { LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Tabs } from '#app/ui/tabs.tsx'

import { listGuestLines, listProposals, pendingText } from '../invitations/pending.server.ts'
import { Proposals } from '../invitations/proposals.tsx'
import { AgendaSection, AttendanceSection } from './before-sections.tsx'
import { ClashNotice } from './clash-notice.tsx'
import { clashesOfMeeting } from './clashes.server.ts'
import { MeetingBadge } from './meeting-badge.tsx'
import { MinutesState } from '../minutes/section.tsx'
import { findMinutesSection } from '../minutes/section.server.ts'
import { NotesSection } from './notes-section.tsx'
import { listOffers } from './offers.server.ts'
import { guestOf, listThread, noteOf, overtakenLine, presenceText, successionLine } from './record.server.ts'
import { Side } from './side.tsx'
import { StateActs } from './state-acts.tsx'
import { SuccessionNotice } from './succession-notice.tsx'
import { CommitmentsSection, ThreadSection } from './thread-section.tsx'
import { findSeriesLine } from '../series/line.server.ts'
import { Line } from '../series/line.tsx'

const sections = { pauta: 'Pauta', asistencia: 'Asistencia', acta: 'Acta', acuerdos: 'Acuerdos', compromisos: 'Compromisos', historial: 'Historial' } as const
type Section = keyof typeof sections

export const loader = signedIn(network, async (ctx, { request, params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  const { id, state } = meeting
  const section = sectionOf(new URL(request.url).searchParams.get('seccion'), state)
  const participants = await listParticipants(ctx, meeting)
  const internal = (await listInternalNotes(ctx, id)).map(noteOf(ctx, 'internal'))
  const notes = [...(await listSharedNotes(ctx, id)).map(noteOf(ctx, 'shared')), ...internal].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const edits = canEditMeeting(ctx.viewer)
  const agenda = await listAgenda(ctx, id)
  const guestLines = section === 'asistencia' ? await listGuestLines(ctx, meeting, participants) : new Map<string, string[]>()
  return {
    section,
    folio: meeting.folio,
    title: meeting.title,
    state,
    reason: meeting.state_reason,
    series: await findSeriesLine(ctx, meeting),
    when: capital(whenText(meeting, ctx.viewer.zone)),
    place: [meeting.place, meeting.commune_name].filter(Boolean).join(', '),
    facts: {
      organiser: meeting.organiser_id ? { id: meeting.organiser_id, name: meeting.organiser_name } : null,
      owner: meeting.owner_name,
      kind: meetingKinds[meeting.kind],
      modality: modalities[meeting.modality],
      link: meeting.link,
      description: meeting.description,
      reserved: meeting.reserved === 1,
    },
    slot: meeting.start_local ? (Date.parse(meeting.ends_at) - Date.parse(meeting.starts_at)) / 60_000 : null,
    agenda,
    offers: section === 'pauta' ? await listOffers(ctx, meeting, agenda) : { pending: false, points: [] },
    participants: participants.map(guestOf).map((guest) => ({ ...guest, lines: guestLines.get(guest.id) ?? [] })),
    pending: await pendingText(ctx, meeting),
    proposals: await listProposals(ctx, meeting),
    clashes: await clashesOfMeeting(ctx, meeting),
    successions: [...(await listSuccessions(ctx, meeting, participants)).map((row) => successionLine(ctx, row)), ...(await listOvertaken(ctx, meeting, participants)).map(overtakenLine)],
    presence: presenceText(participants),
    notes,
    thread: await listThread(ctx, meeting),
    history: section === 'historial' ? await listHistory(ctx, 'meeting', id) : [],
    closed: (await listMeetingsWithMinutes(ctx, [id])).has(id),
    requests: await listRequestsBehind(ctx, { meeting_id: id }),
    minutes: section === 'acta' ? await findMinutesSection(ctx, meeting) : null,
    may: {
      edit: edits && isEditable(meeting),
      move: edits && isPlanned(meeting),
      attend: edits && takesAttendance(meeting),
      note: edits && takesNotes(meeting),
      defer: edits && defersPoints(meeting),
      agree: canCreateAgreement(ctx.viewer),
      go: edits ? steps.filter((to) => canGo(state, to)) : [],
      today: startDay(meeting) <= todayIn(meeting.zone, ctx.now),
    },
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? 'Reunión'} · Hilván` }]

export default function MeetingRecord() {
  const record = useLoaderData<typeof loader>()
  const { section, folio, title, state, when, place, agenda, participants, notes, thread, history, minutes, may } = record
  const counts: Partial<Record<Section, number>> = {
    pauta: agenda.length, asistencia: participants.length, acta: notes.length, acuerdos: thread.agreements.length, compromisos: thread.total,
  }

  return (
    <>
      <PageHeader
        folio={folio}
        state={<MeetingBadge state={state} />}
        title={title}
        facts={[when, place].filter(Boolean).join(' · ')}
        actions={<>{record.closed && <MinutesLinks folio={folio} />}<StateActs folio={folio} state={state} may={may} /></>}
      />
      {record.series && <Line series={record.series} />}
      <ClashNotice clashes={record.clashes} />
      <SuccessionNotice folio={folio} lines={record.successions} edits={may.edit} />
      <Tabs
        label="Partes de la reunión"
        items={Object.entries(sections).map(([key, label]) => ({ to: `?seccion=${key}`, label, count: counts[key as Section] || undefined, current: key === section }))}
      />
      {record.pending && <p className="entre tarjeta no-imprimir">{record.pending.text} <LinkButton small to={`/reuniones/${folio}/avisos`}>{record.pending.act}</LinkButton></p>}
      <div className="con-lado">
        <div className="pila">
          <Proposals proposals={record.proposals} />
          {section === 'pauta' && <AgendaSection folio={folio} items={agenda} edits={may.edit} defers={may.defer} begun={may.note} repeats={record.series !== null} slot={record.slot} offers={record.offers} />}
          {section === 'asistencia' && <AttendanceSection folio={folio} participants={participants} presence={record.presence} attends={may.attend} ahead={!may.today} />}
          {section === 'acta' && minutes && <MinutesState folio={folio} minutes={minutes} />}
          {section === 'acta' && <NotesSection notes={notes} agenda={agenda} state={state} />}
          {section === 'acuerdos' && <ThreadSection folio={folio} thread={thread} presence={record.presence} agrees={may.agree} />}
          {section === 'compromisos' && <CommitmentsSection folio={folio} thread={thread} agrees={may.agree} />}
          {section === 'historial' && <Card title="Historial"><History months={history} /></Card>}
        </div>
        <Side record={record} />
      </div>
    </>
  )
}

const steps: MeetingState[] = ['called', 'in_progress', 'held', 'closed', 'suspended', 'cancelled']

/** Before a meeting one looks at its agenda; afterwards, at what came out of it. */
function sectionOf(asked: string | null, state: MeetingState): Section {
  if (asked !== null && Object.hasOwn(sections, asked)) return asked as Section
  if (state === 'in_progress') return 'acta'
  return state === 'held' || state === 'closed' ? 'acuerdos' : 'pauta'
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
