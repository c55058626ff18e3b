import { findInstitution } from '#app/domain/institutions/queries.server.ts'
import { disableUser, enableUser } from '#app/domain/users/commands/edit.server.ts'
import { inviteUser, renewInvitation, type Invitation } from '#app/domain/users/commands/invite.server.ts'
import { inviteForm, normalEmail } from '#app/domain/users/forms.server.ts'
import { findUserByEmail, listUsers, type User } from '#app/domain/users/queries.server.ts'
import { roles, states } from '#app/domain/users/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'
import { baseUrl } from '#app/lib/env.server.ts'
import { NotFound } from '#app/lib/errors.ts'

import { inDatabase } from '../opened.ts'
import { readOptions, Usage } from '../usage.ts'

export const help = `
Administra las cuentas.

Uso: npx hilvan user add --email CORREO --name NOMBRE [--role PERFIL] [--institution ID] [--json]
     npx hilvan user link --email CORREO [--json]
     npx hilvan user disable --email CORREO
     npx hilvan user enable --email CORREO
     npx hilvan user list [--json]

  add      crea la cuenta y escribe un enlace de un solo uso, que vale 24 horas, para elegir contraseña
  link     otro enlace para una cuenta que existe: se perdió el primero o se olvidó la contraseña
  disable  cierra la cuenta y sus sesiones en el acto; enable la reabre

  --role         ${Object.entries(roles).map(([role, label]) => `${role.padEnd(12)} ${label}`).join('\n                 ')}
                 por omisión, admin
  --institution  identificador, como muni-13102; obligatorio para leader
  --json         add y link: {"id", "email", "role", "code", "url", "expires_at"}
`

const verbs: Record<string, (args: string[]) => Promise<void>> = { add, link, disable, enable, list }

export async function run([verb = '', ...args]: string[]) {
  const work = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (!work) throw new Usage(`Escriba qué hacer: npx hilvan user ${Object.keys(verbs).join('|')}`)
  await work(args)
}

const text = { type: 'string' } as const
const json = { type: 'boolean' } as const

async function add(args: string[]) {
  const asked = readOptions(args, { email: text, name: text, role: text, institution: text, json })
  const { email, name, role = 'admin', institution } = asked
  const form = inviteForm.safeParse({ email, name, role, institution_id: institution })
  if (!form.success) {
    throw new Usage(form.error.issues.map(({ path, message }) => `${OPTION[String(path[0])]}: ${message}`).join('\n'))
  }

  const { institution_id_text: _, ...input } = form.data
  await inDatabase('app', async (ctx) => {
    if (input.institution_id && !(await findInstitution(ctx, input.institution_id))) {
      throw new NotFound(`No existe la institución «${input.institution_id}».`)
    }
    const { id, ...invitation } = await inviteUser(ctx, input)
    tellLink(ctx, { id, email: input.email, role: input.role }, invitation, asked.json)
  })
}

const OPTION: Record<string, string> = { email: '--email', name: '--name', role: '--role', institution_id: '--institution' }

async function link(args: string[]) {
  const asked = readOptions(args, { email: text, json })
  await inDatabase('app', async (ctx) => {
    const user = await findNamed(ctx, asked.email)
    tellLink(ctx, user, await renewInvitation(ctx, user.id), asked.json)
  })
}

async function disable(args: string[]) {
  const asked = readOptions(args, { email: text })
  await inDatabase('app', async (ctx) => {
    const user = await findNamed(ctx, asked.email)
    await disableUser(ctx, user.id)
    console.log(`Se desactivó la cuenta de ${user.name} y se cerraron sus sesiones.`)
  })
}

async function enable(args: string[]) {
  const asked = readOptions(args, { email: text })
  await inDatabase('app', async (ctx) => {
    const user = await findNamed(ctx, asked.email)
    await enableUser(ctx, user.id)
    console.log(`Se reactivó la cuenta de ${user.name}.`)
  })
}

async function list(args: string[]) {
  const asked = readOptions(args, { json })
  await inDatabase('read', async (ctx) => {
    const all: User[] = []
    for (let page = 1; ; page++) {
      const { users, total } = await listUsers(ctx, { page })
      all.push(...users)
      if (all.length >= total || users.length === 0) break
    }
    if (asked.json) {
      console.log(JSON.stringify(all))
      return
    }
    for (const { email, name, role, state, institution_name } of all) {
      console.log([email, name, roles[role], states[state], institution_name ?? ''].join('\t'))
    }
  })
}

async function findNamed(ctx: Context, email: string | undefined) {
  if (!email) throw new Usage('Falta --email.')
  const user = await findUserByEmail(ctx, normalEmail(email))
  if (!user) throw new NotFound(`No hay una cuenta con el correo ${normalEmail(email)}.`)
  return user
}

type Account = { id: string; email: string; role: string }

function tellLink(ctx: Context, { id, email, role }: Account, { token, expires_at }: Invitation, asJson?: boolean) {
  const url = `${baseUrl()}/invitacion/${token}`
  if (asJson) return console.log(JSON.stringify({ id, email, role, code: token, url, expires_at }))
  console.log(`Enlace de un solo uso para ${email}, hasta el ${formatInstant(expires_at, ctx.viewer.zone)}:`)
  console.log(url)
}
