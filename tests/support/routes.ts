import { AUDIENCE } from '#app/lib/http.server.ts'
import { admins, answerers, anybody, everyone, leaders, network, writers, type Audience } from '#app/lib/roles.ts'
import routes from '#app/routes.ts'

export type Entry = { file: string; path: string; params: string[] }
type Args = { request: Request; params: Record<string, string | undefined>; context: Record<string, unknown> }
export type Handler = ((args: Args) => unknown) & { [AUDIENCE]?: Audience }
export type RouteModule = { loader?: Handler; action?: Handler; default?: unknown }

type Node = { file: string; path?: string; children?: Node[] }
const modules = import.meta.glob<RouteModule>('/app/routes/**/*.{ts,tsx}')

/** Every route of the manifest with its whole address, layouts included. */
export function listRoutes(nodes: Node[] = routes as Node[], base = ''): Entry[] {
  return nodes.flatMap(({ file, path, children = [] }) => {
    const whole = [base, path].filter(Boolean).join('/')
    const params = [...whole.matchAll(/:(\w+)/g)].map((match) => match[1]!)
    return [{ file, path: `/${whole}`, params }, ...listRoutes(children, whole)]
  })
}

export async function loadRoute(file: string): Promise<RouteModule> {
  const load = modules[`/app/${file}`]
  if (!load) throw new Error(`app/routes.ts names ${file}, which does not exist`)
  return load()
}

const audiences: Record<string, Audience> = { anybody, answerers, everyone, network, writers, leaders, admins }

/** The word for an audience in the table of the permission matrix. */
export const audienceName = (audience: Audience | undefined) =>
  Object.entries(audiences).find(([, roles]) => roles === audience)?.[0] ?? (audience ? audience.join('+') : 'public')
