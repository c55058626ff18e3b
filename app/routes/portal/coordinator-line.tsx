import type { Coordinator } from '#app/domain/portal/queries.server.ts'

/** Whom to call: the last line of every page that asks for something. */
export function CoordinatorLine({ name, phone }: Pick<Coordinator, 'name' | 'phone'>) {
  return (
    <p className="meta">
      ¿Dudas? {name} coordina con su municipio{phone ? ': ' : '.'}
      {phone && (phone.call ? <a className="whitespace-nowrap" href={phone.call}>{phone.shown}</a> : phone.shown)}
    </p>
  )
}
