import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'

import { silenceByLink, undoByLink } from '#app/domain/reminders/commands/silence.server.ts'
import { findSilenceLink } from '#app/domain/reminders/queries/links.server.ts'
import { silenceTopics } from '#app/domain/reminders/terms.ts'
import { typedText } from '#app/lib/form-reader.server.ts'
import { publicContext } from '#app/lib/http.server.ts'
import { linkGone } from '#app/lib/link-gone.ts'
import { waitFor } from '#app/lib/rate-limit.server.ts'
import { Button } from '#app/ui/button.tsx'
import { PortalShell } from '#app/ui/portal-shell.tsx'

const discreet = { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex', 'Cache-Control': 'no-store' }
const PER_HOUR = { limit: 60, seconds: 3600 }

/** Changes nothing: programs look at every link of a mail. */
export async function loader({ params }: LoaderFunctionArgs) {
  const found = await findLink(params.token)
  return found.link ? data({ topics: found.link.topics.map((topic) => silenceTopics[topic]), silent: found.link.silent, refused: null }, { headers: discreet }) : refused(found)
}

/** A button of this page, or the mail program of whoever pressed its own, which sends nothing of a browser (RFC 8058). */
export async function action({ request, params }: ActionFunctionArgs) {
  const found = await findLink(params.token)
  if (!found.link) return refused(found)
  const undo = new URLSearchParams(await typedText(request)).has('deshacer')
  await (undo ? undoByLink(found.world, found.link) : silenceByLink(found.world, found.link))
  return data({ topics: found.link.topics.map((topic) => silenceTopics[topic]), silent: !undo, refused: null }, { headers: discreet })
}

async function findLink(token: string | undefined) {
  const world = publicContext()
  const link = await findSilenceLink(world, token)
  if (!link) return { world, link: undefined, wait: 0 }
  const wait = waitFor(`baja ${link.id}`, PER_HOUR, world.now)
  return { world, link: wait ? undefined : link, wait }
}

const refused = ({ wait }: { wait: number }) =>
  data(
    { topics: [], silent: false, refused: wait ? ('busy' as const) : ('gone' as const) },
    wait ? { status: 429, headers: { ...discreet, 'Retry-After': String(wait) } } : { status: 404, headers: discreet },
  )

export const headers: HeadersFunction = () => discreet

/** The header hides the address until here; «no-referrer» would make the browser send the form from nowhere, and the door refuses that. */
export const meta: MetaFunction = () => [{ title: 'Dejar de recibir avisos · Hilván' }, { name: 'referrer', content: 'strict-origin' }]

export default function SilencePage() {
  const loaded = useLoaderData<typeof loader>()
  const answered = useActionData<typeof action>()

  return <PortalShell signOut={null}><Silence {...(answered ?? loaded)} done={answered !== undefined} /></PortalShell>
}

type Shown = { topics: string[]; silent: boolean; refused: 'busy' | 'gone' | null; done: boolean }

function Silence({ topics, silent, refused, done }: Shown) {
  if (refused === 'gone') return <><h1>{linkGone.title}</h1><p>Los correos más nuevos traen otro enlace al final. También puede pedirlo a la coordinación.</p></>
  if (refused === 'busy') return <><h1>Un momento, por favor</h1><p>Este enlace se abrió demasiadas veces en una hora. Vuelva a intentarlo más tarde.</p></>
  return (
    <>
      <h1>{silent ? 'No le escribiremos más sobre esto' : 'Dejar de recibir avisos'}</h1>
      {!silent && done && <p role="status">Listo: volverá a recibirlos.</p>}
      <p>{silent ? 'A esta dirección ya no se envía:' : 'Si pulsa el botón, a esta dirección ya no se enviará:'}</p>
      <ul className="list-disc pl-6">{topics.map((topic) => <li key={topic}>{topic}</li>)}</ul>
      <p className="meta">Las invitaciones a reuniones, las actas y lo que alguien le envíe en persona siguen llegando. Los compromisos no cambian.</p>
      <Form method="post" reloadDocument className="puerta-respuestas">
        {silent ? <Button name="deshacer" value="1">Deshacer</Button> : <Button variant="primary">No recibir más estos avisos</Button>}
      </Form>
    </>
  )
}
