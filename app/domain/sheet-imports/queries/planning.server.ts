import { today, type Context } from '#app/lib/context.server.ts'

import type { SheetImport } from '../queries.server.ts'
import type { Directory } from '../rules/directory.ts'
import type { Planning } from '../rules/plan-people.server.ts'

export type Asked = Pick<SheetImport, 'kind' | 'name' | 'settings' | 'sha256'>

/** What the rows of an import are planned with, in this directory. */
export const planningFor = (ctx: Context, { name, settings }: Asked, directory: Directory): Planning =>
  ({ directory, settings, today: today(ctx), source: `Planilla «${name}»`.slice(0, 200), zone: ctx.viewer.zone })
