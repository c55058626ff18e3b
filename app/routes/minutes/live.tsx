import { data, redirect, type LinksFunction, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react'
import { useEffect, useMemo, useRef, useState } from 'react'

import { findMeeting } from '#app/domain/meetings/queries.server.ts'
import { labelOf, listParticipants } from '#app/domain/meetings/queries/participants.server.ts'
import { takesAttendance, takesMinutes } from '#app/domain/meetings/rules.ts'
import { savePoint } from '#app/domain/minutes/commands/save-point.server.ts'
import { pointForm } from '#app/domain/minutes/forms.server.ts'
import { canTakeMinutes } from '#app/domain/minutes/policy.ts'
import { findDraft, type DraftPoint } from '#app/domain/minutes/queries.server.ts'
import { findDirectory, findRoom } from '#app/domain/minutes/queries/meeting-setting.server.ts'
import { readPoints } from '#app/domain/minutes/queries/reading.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { Conflict, found, permit } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { dropHeldPost } from '#app/lib/held-posts.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import { useHydrated } from '#app/ui/use-hydrated.ts'
import styles from '#app/styles/minutes.css?url'

import { findTyped } from '../meetings/typed.server.ts'
import { AgendaRail } from './agenda-rail.tsx'
import { AttendanceStrip } from './attendance-strip.tsx'
import { DeferralButton } from './deferral-button.tsx'
import { Editor, Guide, PhoneKeys } from './editor.tsx'
import { LiveBar } from './live-bar.tsx'
import { countText, Outcome } from './outcome.tsx'
import { PointConflict } from './point-conflict.tsx'
import { openSlot, type Slot } from './keeper.ts'
import { useScreenMode } from './screen-mode.ts'
import { SavedLine } from './saved-line.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { StartMinutes } from './start-minutes.tsx'
import { withLine } from './text-field.ts'
import { useKeeper } from './use-keeper.ts'
import { useTools } from './use-tools.ts'
import { useWakeLock } from './use-wake-lock.ts'

export const loader = signedIn(writers, async (ctx, { request, params }) => {
  const meeting = found(await findMeeting(ctx, params.folio!))
  permit(canTakeMinutes(ctx.viewer))
  const { folio, title, state } = meeting
  const draft = await findDraft(ctx, meeting.id)
  if (!draft && state === 'closed') throw redirect(`/reuniones/${folio}?seccion=acta`)
  if (!draft && !takesMinutes(meeting)) throw new Conflict('El acta se toma en una reunión convocada, en curso o realizada.')
  if (!draft) return { folio, title, called: state === 'called', draft: null }
  const room = await findRoom(ctx, meeting)
  return {
    folio,
    title,
    running: state === 'in_progress',
    draft: { id: draft.id, number: draft.number, started_at: draft.started_at, points: draft.points },
    room,
    known: await readPoints(ctx, meeting, { ...(await findDirectory(ctx)), ...room }, draft.points),
    people: (await listParticipants(ctx, meeting)).map((row) => ({ id: row.id, who: labelOf(row), institution: row.institution, attended: row.attended })),
    attends: takesAttendance(meeting),
    viewer: { id: ctx.viewer.id, name: ctx.viewer.name, email: ctx.viewer.email, zone: ctx.viewer.zone },
    now: ctx.now.toISOString(),
    /** What was sent without scripts after the session had ended. */
    held: (await findTyped(ctx, request))?.values ?? null,
  }
})

/** Before JavaScript a point is saved as any form is; with it, point.ts keeps it while it is typed. */
export const action = signedIn(writers, async (ctx, { request, params }) => {
  const form = await readForm(request, pointForm)
  if (!form.ok) return data({ errors: form.errors, mine: String(form.values.text ?? ''), theirs: null }, { status: 400 })
  const saved = await savePoint(ctx, params.folio!, form.input)
  if (saved.kind === 'conflict') {
    return data({ errors: null, mine: form.input.text, theirs: { ...saved, at: formatInstant(saved.at, ctx.viewer.zone) } }, { status: 409 })
  }
  await dropHeldPost(ctx.db, ctx.viewer.id)
  const { search } = new URL(request.url)
  return redirect(`/reuniones/${params.folio}/acta${search}`)
})

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Acta de ${data?.folio ?? 'la reunión'} · Hilván` }]

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export default function Live() {
  const loaded = useLoaderData<typeof loader>()
  if (!loaded.draft) return <StartMinutes folio={loaded.folio} title={loaded.title} called={loaded.called} />
  return <TakeMinutes key={loaded.draft.id} {...loaded} />
}

type Loaded = Extract<ReturnType<typeof useLoaderData<typeof loader>>, { room: unknown }>

function TakeMinutes({ folio, title, running, draft, room, known, people, attends, viewer, now, held }: Loaded) {
  const address = `/reuniones/${folio}/acta/punto`
  const { keeper, slots } = useKeeper(draft.points, { action: address, draft: draft.id, owner: viewer.id })
  const { tools, read } = useTools(room, known)
  const [search] = useSearchParams()
  const asked = Math.min(Math.max(Number(search.get('punto') ?? 1) || 1, 1), draft.points.length) - 1
  const [current, setCurrent] = useState(draft.points[asked]!.key)
  const navigate = useNavigate()
  const field = useRef<HTMLTextAreaElement>(null)
  const answer = useActionData<typeof action>()
  const alive = useHydrated()
  useWakeLock()
  // From Hoy one presses once, and writes.
  useEffect(() => field.current?.focus({ preventScroll: true }), [])

  // By its id: somebody else may move the points of the agenda while one is writing.
  const points = useMemo(() => withOrphans(draft.points, slots), [draft.points, slots])
  const found = points.findIndex(({ key }) => key === current)
  const at = found === -1 ? asked : found
  const point = points[at]!
  const slot = slots.get(point.key) ?? openSlot(point, null)
  const unsent = answer?.mine ?? (held?.key === point.key ? String(held.text) : undefined)
  const screen = useScreenMode(alive ? slot.text : (unsent ?? slot.text))
  const { shown } = screen
  const readings = useMemo(() => read(shown), [read, shown])
  const all = useMemo(() => points.map(({ key }) => read(slots.get(key)?.text ?? '')), [read, points, slots])

  const write = (text: string) => keeper.type(point.key, screen.join(text))
  function go(to: number) {
    if (to < 0 || to >= points.length) return
    void keeper.flush()
    setCurrent(points[to]!.key)
    // Not a navigation, which asks the server: it goes on with no network, and with a session that ended.
    history.replaceState(history.state, '', `?punto=${to + 1}`)
    field.current?.focus()
  }
  function choose(text: string) {
    keeper.resolve(point.key, text)
    field.current?.focus()
  }
  async function close() {
    if (await keeper.flush()) navigate(`/reuniones/${folio}/cierre`)
  }
  const heading = point.title ? `Punto ${at + 1} de ${points.length} · ${point.title}` : 'Notas de la reunión'

  return (
    <div className="acta" data-pantalla={screen.on || undefined}>
      <LiveBar
        folio={folio} title={title} number={draft.number} startedAt={running ? draft.started_at : null} now={now}
        screen={screen.on} onScreen={screen.toggle} onClose={() => void close()}
      />
      <main id="contenido" tabIndex={-1} className="acta-hoja">
        <div className="acta-lado">
          <AgendaRail folio={folio} points={points} current={at} readings={all} onGo={go} />
          <AttendanceStrip folio={folio} people={people} attends={attends} />
        </div>
        <form method="post" action={`?punto=${at + 1}`} className="tarjeta acta-punto" onSubmit={(event) => { event.preventDefault(); void keeper.flush() }}>
          <input type="hidden" name="draft" value={draft.id} />
          <input type="hidden" name="key" value={point.key} />
          <input type="hidden" name="version" value={slot.version} />
          <div className="tarjeta-cabeza">
            <h2>{heading}</h2>
            <span className="meta">Anota {viewer.name}</span>
          </div>
          <Guide id="guia" />
          {slot.theirs && (
            <PointConflict theirs={slot.theirs} mine={slot.text} zone={viewer.zone} viewer={viewer.name} onScreen={screen.on} onChoose={choose} />
          )}
          {!alive && answer?.theirs && <PointConflict theirs={answer.theirs} mine={answer.mine} zone={viewer.zone} viewer={viewer.name} />}
          <Editor
            text={shown} readings={readings} tools={tools} label={heading} describedBy="guia" field={field}
            onText={write} onLeave={(to) => go(to === 'next' ? at + 1 : at - 1)}
            placeholder="Escriba lo que se dice, lo que se acuerda y quién se compromete a qué."
          />
          {alive && <PhoneKeys field={field} tools={tools} />}
          <div className="acciones acta-pasos">
            {alive ? (
              <>
                <button type="button" className="boton" disabled={at === 0} onClick={() => go(at - 1)}>Punto anterior</button>
                {point.title && attends && <DeferralButton folio={folio} point={point} />}
                <button type="button" className="boton boton-primario" disabled={at === points.length - 1} onClick={() => go(at + 1)}>Punto siguiente</button>
              </>
            ) : <button className="boton boton-primario">Guardar</button>}
          </div>
        </form>
        {[...slots.values()].some(({ state }) => state === 'signed-out') && <SignInAgain email={viewer.email} onSignedIn={() => void keeper.flush()} />}
        <section className="tarjeta" aria-labelledby="quedara">
          <div className="tarjeta-cabeza">
            <h2 id="quedara">Lo que quedará en el acta</h2>
            <span className="meta" role="status">{countText(readings)}</span>
          </div>
          <Outcome readings={readings} on={room.on} tools={tools} field={field} onLine={alive ? (place, line) => write(withLine(shown, place, line)) : undefined} />
          {points.length > 1 && <p className="meta">En toda la reunión: {countText(all.flat())}</p>}
        </section>
      </main>
      <SavedLine slots={[...slots.values()]} slot={slot} zone={viewer.zone} onRetry={() => void keeper.flush()} />
    </div>
  )
}

/** Words under a point that is no longer in the agenda are still somebody's: they stand after the others. */
function withOrphans(points: DraftPoint[], slots: ReadonlyMap<string, Slot>): DraftPoint[] {
  const lost = [...slots].filter(([key, { text }]) => text.trim() !== '' && !points.some((point) => point.key === key))
  return [...points, ...lost.map(([key, { text, version, saved_at }]) => ({
    key, text, version, saved_at, title: null, minutes: null, proposer: null, deferred: false, saved_by_name: null,
  }))]
}
