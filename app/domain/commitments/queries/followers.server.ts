import type { Context } from '#app/lib/context.server.ts'

/** Who may follow a commitment up: those who coordinate and can sign in. As options of a select. */
export const listFollowers = ({ db }: Context) =>
  db
    .selectFrom('users')
    .select(['users.id as value', 'users.name as label'])
    .where('users.role', 'in', ['coordinator', 'admin'])
    .where('users.disabled_at', 'is', null)
    .orderBy('users.name')
    .orderBy('users.id')
    .execute()

/** Who wrote last, for the page that shows two versions of a text. */
export async function findUserName({ db }: Context, id: string): Promise<string> {
  const user = await db.selectFrom('users').select('name').where('id', '=', id).executeTakeFirst()
  return user?.name ?? 'Otra persona'
}
