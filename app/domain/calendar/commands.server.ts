import type { Context } from '#app/lib/context.server.ts'

/** Call it in every transaction that changes what a calendar may show: feeds render again only when this has risen. */
export async function bumpAgenda({ db }: Context) {
  await db.updateTable('revisions').set((eb) => ({ value: eb('value', '+', 1) })).where('name', '=', 'agenda').execute()
}
