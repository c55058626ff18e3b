import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'

import { listOwnSessions } from '#app/domain/users/queries.server.ts'
import { accountPath, roleWord } from '#app/domain/users/rules.ts'
import { readAppearance } from '#app/lib/appearance.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { todayIn } from '#app/lib/dates.ts'
import { formatDay } from '#app/lib/days.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { everyone } from '#app/lib/roles.ts'
import { currentSession, findSessionEnd } from '#app/lib/session.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { Facts } from '#app/ui/facts.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'

import { AppearanceRows } from './appearance-rows.tsx'

export const loader = signedIn(everyone, async (ctx, { request }) => {
  const { name, email, role, access } = ctx.viewer
  return {
    // Whoever came by a link has neither mail nor password here: their device is what there is to leave.
    device: access ? { until: await rememberedUntil(ctx, request) } : null,
    account: { name, email: access ? null : email, role: roleWord(role), path: accountPath(role) },
    appearance: readAppearance(request),
    sessions: await listOwnSessions(ctx, currentSession(request)),
  }
})

export const meta: MetaFunction = () => [{ title: 'Preferencias · Hilván' }]

export default function Preferences() {
  const { account, device, appearance, sessions } = useLoaderData<typeof loader>()

  return (
    <div className="pila">
      <PageHeader title="Preferencias" />
      <div className="dos-columnas">
        <div className="pila">
          <Card title="Apariencia" aside="Cada cambio se guarda solo, en este equipo.">
            <AppearanceRows chosen={appearance} portal={account.path !== '/preferencias'} />
          </Card>
          <Card title="Mis sesiones" aside="Dónde está abierta su cuenta ahora.">
            <Sessions sessions={sessions} />
          </Card>
        </div>
        <Card title="Mi cuenta">
          <Facts
            items={[
              { label: 'Nombre', value: account.name },
              { label: 'Correo', value: account.email },
              { label: 'Perfil', value: account.role },
            ]}
          />
          {device ? (
            <>
              <p className="meta">Entró con el enlace de su cargo: no necesita contraseña. Este equipo lo recuerda hasta el <time>{device.until}</time>, mientras usted ocupe el cargo.</p>
              <Form method="post" action="/salir" reloadDocument><Button>Salir de este equipo</Button></Form>
            </>
          ) : (
            <>
              <p className="meta">Estos datos los cambia la administración de la Red.</p>
              <div className="acciones">
                <LinkButton to={`${account.path}/contrasena`}>Cambiar contraseña</LinkButton>
                <LinkButton to={`${account.path}/programas`}>Claves para programas</LinkButton>
              </div>
            </>
          )}
        </Card>
      </div>
    </div>
  )
}

async function rememberedUntil({ db, viewer }: Context, request: Request) {
  const until = await findSessionEnd(db, request)
  return until ? formatDay(todayIn(viewer.zone, new Date(until))) : ''
}

type Sessions = ReturnType<typeof useLoaderData<typeof loader>>['sessions']

function Sessions({ sessions }: { sessions: Sessions }) {
  return (
    <>
      <ul className="lista">
        {sessions.map(({ key, device, created, last_seen, current }) => (
          <li key={key} className="entre">
            <div>
              <b>{device}</b>{current && ' · esta sesión'}
              <p className="meta">Último uso <time>{last_seen}</time> · abierta el <time>{created}</time></p>
            </div>
            {!current && (
              <Form method="post" action={`/preferencias/sesiones/${key}/cierre`} preventScrollReset>
                <Button small>Cerrar<span className="solo-lector"> la sesión de {device}</span></Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Form method="post" action="/salir/todas" reloadDocument>
        <Button variant="danger">Cerrar todas mis sesiones</Button>
      </Form>
    </>
  )
}
