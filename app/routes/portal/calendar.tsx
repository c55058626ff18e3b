import { data, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'

import { createFeed } from '#app/domain/feeds/commands.server.ts'
import { ownFeedForm, scopeFilter } from '#app/domain/feeds/forms.server.ts'
import { previewFeed } from '#app/domain/feeds/queries/preview.server.ts'
import { feedDetails } from '#app/domain/feeds/terms.ts'
import { findOwnInstitution } from '#app/domain/portal/queries.server.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { newId } from '#app/lib/ids.server.ts'
import { leaders } from '#app/lib/roles.ts'
import { plural } from '#app/lib/text.ts'
import { linksOf, ownFeeds, type OwnFeed } from '#app/routes/calendar/feed-view.server.ts'
import { STANDING_HINT, WhatItReveals } from '#app/routes/calendar/feed-words.tsx'
import { NewFeed } from '#app/routes/calendar/new-feed.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox, Choice, TextField } from '#app/ui/field.tsx'
import { RecordForm } from '#app/ui/form.tsx'
import { Facts } from '#app/ui/facts.tsx'

export const loader = signedIn(leaders, async (ctx) => {
  const own = await findOwnInstitution(ctx)
  return {
    place: own?.place ?? null,
    preview: await previewFeed(ctx, ''),
    feeds: await ownFeeds(ctx),
    operation_id: newId(),
  }
})

export const action = signedIn(leaders, async (ctx, { request }) => {
  const form = await readForm(request, ownFeedForm)
  if (!form.ok) return data({ ...form, made: undefined }, { status: 400 })

  const { only_standing, name, ...rest } = form.input
  const own = await findOwnInstitution(ctx)
  const called = name ?? `Reuniones de ${own?.place ?? 'mi municipio'}`.slice(0, 80)
  const filter = scopeFilter({ scope: 'todo', filter: '', region_code: '', institution_id: null, only_standing })
  const { shownOnce } = await createFeed(ctx, { ...rest, filter, name: called })
  // Never by a redirect: the address would stay in the history and in the logs.
  return { errors: undefined, values: undefined, made: { name: called, links: linksOf(shownOnce) } }
})

export const meta: MetaFunction = () => [{ title: 'Calendario de su municipio · Hilván' }]

export default function PortalCalendar() {
  const { place, preview, feeds, operation_id } = useLoaderData<typeof loader>()
  const feedback = useActionData<typeof action>()
  const made = feedback?.made

  return (
    <>
      <header className="pila pila-junta">
        <h1>Su calendario</h1>
        <p className="text-tinta-2">Las reuniones de {place ?? 'su municipio'} en el teléfono, siempre al día.</p>
      </header>
      {made && <NewFeed name={made.name} links={made.links} />}
      <section className="tarjeta" aria-labelledby="enlace-nuevo">
        <h2 id="enlace-nuevo">Suscribirse</h2>
        <RecordForm key={made ? operation_id : ''} feedback={made ? undefined : feedback} operationId={operation_id}>
          {preview.next && <p>La próxima: «{preview.next.full}». {plural(preview.ahead, 'reunión por venir', 'reuniones por venir')} en total.</p>}
          {!preview.next && <p>Por ahora no hay reuniones por venir; aparecerán cuando la coordinación las convoque.</p>}
          <Checkbox name="include_due" label="Agregar los vencimientos de compromisos" />
          <details>
            <summary className="underline">Más opciones</summary>
            <div className="formulario pt-4">
              <Choice name="detail" label="Detalle" options={feedDetails} defaultValue="full" />
              <Checkbox name="only_standing" label="Solo confirmadas" hint={STANDING_HINT} />
              <TextField name="name" label="Nombre del calendario" optional maxLength={80} autoComplete="off" />
            </div>
          </details>
          <WhatItReveals />
          <Button variant="primary" icon="rss">Crear enlace</Button>
        </RecordForm>
      </section>
      {feeds.length > 0 && (
        <section className="puerta-seccion" aria-labelledby="sus-enlaces">
          <h2 id="sus-enlaces">Sus enlaces</h2>
          <ul className="puerta-tarjetas">{feeds.map((feed) => <FeedCard key={feed.id} {...feed} />)}</ul>
        </section>
      )}
    </>
  )
}

function FeedCard({ id, name, what, detail, expires, expired, last }: OwnFeed) {
  return (
    <li className="tarjeta">
      <h3>{name}</h3>
      <p className="meta">{what} · {detail}</p>
      <Facts
        items={[
          { label: 'Último acceso', value: last ? `${last.program}, ${last.at}` : 'Nunca' },
          { label: expired ? 'Venció' : 'Vence', value: expires },
        ]}
      />
      <div className="acciones">
        <Form method="post" action={`/m/calendario/${id}/extension`}><Button aria-label={`Extender un año «${name}»`}>Extender un año</Button></Form>
        <Form method="post" action={`/m/calendario/${id}/revocacion`}><Button variant="danger" aria-label={`Revocar «${name}»`}>Revocar</Button></Form>
      </div>
    </li>
  )
}
