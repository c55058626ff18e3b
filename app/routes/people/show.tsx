import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'

import { listContactPoints } from '#app/domain/contact-points/queries.server.ts'
import { canEditDirectory } from '#app/domain/institutions/policy.ts'
import { titleFor } from '#app/domain/meetings/rules.ts'
import { canReadNotes } from '#app/domain/people/policy.ts'
import { listAttended } from '#app/domain/people/queries/attended.server.ts'
import { listNotes } from '#app/domain/people/queries/notes.server.ts'
import { findPerson, type Person } from '#app/domain/people/queries.server.ts'
import { nameOf } from '#app/domain/people/rules.ts'
import { legalBasisText } from '#app/domain/people/terms.ts'
import { listPostsOf } from '#app/domain/tenures/queries.server.ts'
import { isCurrent, isScheduled } from '#app/domain/tenures/rules.ts'
import { tenureKinds } from '#app/domain/tenures/terms.ts'
import { today, type Context } from '#app/lib/context.server.ts'
import { formatInstant, localOf } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'
import { History } from '#app/routes/institutions/history.tsx'
import { listHistory } from '#app/routes/institutions/history.server.ts'
import { ReachButtons, ReachCard } from '#app/routes/institutions/reach.tsx'
import { foundOrMerged, loadMerged } from '#app/routes/merges/merged.server.ts'
import { MergedNotice } from '#app/routes/merges/merged-notice.tsx'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { ActionLink } from '#app/ui/link.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { AttendedCard, NotesCard, PostsTable } from './person-cards.tsx'

export const loader = signedIn(network, async (ctx, { params }) => {
  const person = await foundOrMerged(ctx, 'person', params.id!, await findPerson(ctx, params.id!))
  const notes = await listNotes(ctx, person.id)
  const posts = await listPosts(ctx, person)
  const current = posts.filter(({ when }) => when === 'Vigente').map(({ position_id }) => position_id)
  return {
    person: {
      id: person.id,
      name: nameOf(person),
      treatment: person.treatment,
      source: person.source,
      basis: legalBasisText(person.legal_basis),
      verified: person.verified_on && formatDay(person.verified_on),
      added: formatDay(localOf(person.created_at, ctx.viewer.zone).slice(0, 10)),
    },
    posts,
    postPoints: await listContactPoints(ctx, 'position', current),
    points: await listContactPoints(ctx, 'person', [person.id]),
    attended: (await listAttended(ctx, person.id)).map((meeting) => ({
      folio: meeting.folio,
      title: meeting.title,
      on: formatDay(localOf(meeting.starts_at, meeting.zone).slice(0, 10)),
      as: [meeting.title_then, meeting.institution_then].filter(Boolean).join(', '),
    })),
    notes: canReadNotes(ctx.viewer)
      ? notes.map(({ id, internal_text, created_at, author_name }) => ({ id, internal_text, author_name, at: formatInstant(created_at, ctx.viewer.zone) }))
      : null,
    history: await listHistory(ctx, 'person', person.id),
    merges: await loadMerged(ctx, 'person', person.id),
    canEdit: canEditDirectory(ctx.viewer),
  }
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.person.name ?? 'Contacto'} · Hilván` }]

export default function PersonPage() {
  const { person, posts, points, postPoints, attended, notes, history, merges, canEdit } = useLoaderData<typeof loader>()
  const current = posts.filter(({ when }) => when === 'Vigente')
  return (
    <>
      <PageHeader
        title={person.name}
        kicker="Contacto"
        facts={current.length > 0 ? current.map(({ id, title, institution_name, kind }) => <span key={id} className="block">{title}, {institution_name}{kind !== 'Titular' && ` · ${kind}`}</span>) : 'Sin cargo vigente'}
        actions={
          <>
            <ReachButtons points={[...points, ...postPoints]} />
            {canEdit && <LinkButton to={`/contactos/${person.id}/editar`} icon="pencil" shortcut="E">Editar</LinkButton>}
            {canEdit && <LinkButton to={`/registrar?persona=${person.id}`} variant="primary">Registrar</LinkButton>}
          </>
        }
      />
      <MergedNotice merges={merges} />
      <div className="con-lado">
        <div className="pila">
          <h2>Cargos</h2>
          <PostsTable posts={posts} canEdit={canEdit} />
          <AttendedCard meetings={attended} />
          {notes && <NotesCard notes={notes} add={canEdit ? `/contactos/${person.id}/notas` : undefined} />}
        </div>
        <div className="pila">
          <ReachCard points={points} add={`/datos-de-contacto/nuevo?persona=${person.id}`} canEdit={canEdit} />
          {current.filter(({ position_id }) => postPoints.some((point) => point.position_id === position_id)).map(({ id, position_id, title }) => (
            <ReachCard key={id} title={title} points={postPoints.filter((point) => point.position_id === position_id)} add={`/datos-de-contacto/nuevo?cargo=${position_id}`} canEdit={canEdit} />
          ))}
          <Card title="Datos">
            <Facts
              items={[
                { label: 'Tratamiento', value: person.treatment },
                { label: 'Fuente', value: person.source },
                { label: 'Base legal', value: person.basis },
                { label: 'Confirmado', value: person.verified ? <time>{person.verified}</time> : 'Sin confirmar' },
                { label: 'Agregado', value: <time>{person.added}</time> },
              ]}
            />
            {canEdit && (
              <Form method="post" action={`/contactos/${person.id}/confirmacion`} className="no-imprimir">
                <Button small icon="check">Confirmar que sigue vigente</Button>
              </Form>
            )}
            {canEdit && <p className="meta no-imprimir">¿Está dos veces? <ActionLink to={`/fusiones/nueva?de=person&queda=${person.id}`} chevron={false}>Fusionar con…</ActionLink></p>}
          </Card>
          <Card title="Actividad"><History months={history} /></Card>
        </div>
      </div>
    </>
  )
}

async function listPosts(ctx: Context, person: Person) {
  const posts = await listPostsOf(ctx, person.id)
  return posts.map((post) => ({
    id: post.id,
    position_id: post.position_id,
    title: titleFor(post.title, person.treatment),
    institution_id: post.institution_id,
    institution_name: post.institution_name,
    kind: tenureKinds[post.kind],
    when: isCurrent(post, today(ctx)) ? 'Vigente' : isScheduled(post, today(ctx)) ? 'Por asumir' : 'Terminado',
    from: formatDay(post.starts_on),
    to: post.ends_on && formatDay(post.ends_on),
    why: [post.end_reason, post.source].filter(Boolean).join(' · '),
  }))
}
