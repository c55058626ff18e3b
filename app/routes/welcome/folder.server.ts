import { findFolder, type Folder } from '#app/domain/welcome/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { letterhead } from '#app/lib/env.server.ts'
import { found } from '#app/lib/errors.ts'
import { fold } from '#app/lib/text.ts'
import type { SheetFoot } from '#app/ui/sheet-foot.ts'

export type Asked = { folder: Folder; letterhead: string; title: string; foot: SheetFoot }

export const folderAskedFor = async (ctx: Context, position_id: string): Promise<Asked> => found(await folderOf(ctx, position_id))

export async function folderOf(ctx: Context, position_id: string): Promise<Asked | undefined> {
  const folder = await findFolder(ctx, position_id)
  return folder && { folder, letterhead: letterhead(), title: titleOf(folder), foot: footOf(folder) }
}

const forWhom = ({ holder, position, institution }: Folder) => `${holder ? `${holder.name}, ${holder.title}` : position.title}, ${institution.name}`

const titleOf = (folder: Folder) => `Carpeta de bienvenida · ${folder.position.title}, ${folder.institution.name}`

/** The foot of every sheet: what it is, for whom, when and by whom. */
const footOf = (folder: Folder): SheetFoot => ({
  record: `Carpeta de bienvenida para ${forWhom(folder)}`,
  copy: `Hecha el ${folder.made}`,
  mark: 'Hilván',
})

/** «carpeta-de-bienvenida-cerrillos»: letters that every system takes. */
export const folderName = ({ institution }: Folder) =>
  `carpeta-de-bienvenida-${fold(institution.name.replace(/^(Ilustre )?Municipalidad de /i, '')).replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')}`
