import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'

import { canEditMeeting } from '#app/domain/meetings/policy.ts'
import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { isEditable } from '#app/domain/meetings/rules.ts'
import { whenText } from '#app/domain/meetings/rules/when.ts'
import { found } from '#app/lib/errors.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { PrintButton } from '#app/ui/print-button.tsx'

import { MeetingBadge } from './meeting-badge.tsx'
import { AgreementsCard, DebtsCard, PastCard } from './preparation-lists.tsx'
import { Figures, GuestsCard, QuestionsCard, RemarksCard } from './preparation-people.tsx'
import { loadPreparation } from './preparation.server.ts'

export const loader = signedIn(network, async (ctx, { request, params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  const { folio, title, state, link, organiser_name } = meeting
  const when = whenText(meeting, ctx.viewer.zone)
  return {
    folio,
    title,
    state,
    when: when.charAt(0).toUpperCase() + when.slice(1),
    place: [meeting.place, meeting.commune_name].filter(Boolean).join(', '),
    link,
    organiser: organiser_name,
    ...(await loadPreparation(ctx, meeting)),
    /** Remarks for the team stay on the screen unless whoever prints asks for them. */
    printsRemarks: new URL(request.url).searchParams.get('internas') === 'si',
    edits: canEditMeeting(ctx.viewer) && isEditable(meeting),
  }
})

/** With more people than this, the sheet is set in smaller type. */
const CROWD = 8

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Ficha previa: ${data?.title ?? 'reunión'} · Hilván` }]

export default function Preparation() {
  const page = useLoaderData<typeof loader>()
  const { folio, title, state, when, place, link, organiser, institutions, made } = page
  const alone = institutions.length === 1
  const isCrowd = page.groups.flatMap(({ guests }) => guests).length > CROWD

  return (
    <div className={isCrowd ? 'previa previa-densa pila' : 'previa pila'}>
      <PageHeader
        folio={folio}
        state={<><MeetingBadge state={state} /><span className="meta">Ficha previa</span></>}
        title={title}
        facts={
          <>
            {[when, place, organiser && `Convoca ${organiser}`].filter(Boolean).join(' · ')}
            {link && <span className="no-imprimir"> · <a className="enlace" href={link} target="_blank" rel="noreferrer">Unirse a la videollamada</a></span>}
          </>
        }
        actions={<><LinkButton to={`/reuniones/${folio}`}>Ver la reunión</LinkButton><PrintButton /></>}
      />
      {institutions.length === 0 ? (
        <Empty title="Todavía no se sabe con quién es" action={page.edits && <LinkButton to={`/reuniones/${folio}/editar`}>Agregar participantes</LinkButton>}>
          La ficha reúne lo que se sabe de quienes vienen: sus cargos, las últimas reuniones, lo que deben y lo que se les debe.
        </Empty>
      ) : (
        <>
          <Figures institutions={institutions} />
          <div className="previa-columnas">
            <GuestsCard groups={page.groups} />
            <QuestionsCard questions={page.questions} />
            <DebtsCard title={alone ? 'Debe' : 'Deben'} none="Nada pendiente de su parte." {...page.owed} />
            <DebtsCard
              title={alone ? 'Se le debe' : 'Se les debe'}
              none={alone ? 'Nadie le debe nada.' : 'Nadie más les debe nada; lo que se deben entre sí está en «Deben».'}
              {...page.received}
            />
            <AgreementsCard agreements={page.agreements} />
            <PastCard past={page.past} strangers={page.strangers} />
            {page.remarks && <RemarksCard remarks={page.remarks} printed={page.printsRemarks} />}
          </div>
        </>
      )}
      <p className="solo-impresion previa-pie">{made}</p>
    </div>
  )
}
