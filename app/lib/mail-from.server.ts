import { letterhead } from './env.server.ts'

/** The mailbox that mail leaves from and replies come back to: HILVAN_MAIL_FROM, «Nombre <buzon@dominio>» or an address alone. */
export function mailFrom(environment: Record<string, string | undefined> = process.env): { name: string; email: string } {
  const [, name, email] = /^([^<>]*)<([^<>\s]+)>$/.exec(environment.HILVAN_MAIL_FROM ?? '') ?? []
  return { name: name?.trim() || letterhead(environment), email: email ?? environment.HILVAN_MAIL_FROM ?? 'agenda@hilvan.invalid' }
}
