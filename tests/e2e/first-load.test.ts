import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'

import { expect, test } from '@playwright/test'

type Route = { id: string; parentId?: string; module: string; imports: string[] }
type Manifest = { entry: { module: string; imports: string[] }; routes: Record<string, Route> }

const client = join(import.meta.dirname, '../../build/client')

/** Gzipped kB of JavaScript before a page can be used; the first pattern that fits a route is its goal. */
const GOALS: [route: RegExp, kB: number][] = [
  [/^routes\/(portal|session|access\/(link|farewell)|invitations\/answer|reminders\/silence)/, 110],
  [/^portal-/, 110],
  [/^routes\/minutes\/live$/, 130],
  [/./, 120],
]

test.skip(() => test.info().project.name !== 'desktop', 'what the build made is the same for every screen')

test('no page asks for more JavaScript than its goal before it can be used', () => {
  const manifest = readManifest()

  const heavy = Object.values(manifest.routes).flatMap((route) => {
    const kB = firstLoad(manifest, route) / 1000
    const goal = GOALS.find(([pattern]) => pattern.test(route.id))![1]
    return kB > goal ? [`${route.id}: ${kB.toFixed(1)} kB of ${goal}`] : []
  })
  expect(heavy).toEqual([])
})

const manifestFile = () => `/assets/${readdirSync(join(client, 'assets')).find((name) => /^manifest-.*\.js$/.test(name))}`

function readManifest() {
  const window: Record<string, Manifest> = {}
  runInNewContext(readFileSync(join(client, manifestFile()), 'utf8'), { window })
  return Object.values(window)[0]!
}

/** Bytes of the manifest, of the entry, of the route and of every layout around it, each file once. */
function firstLoad({ entry, routes }: Manifest, route: Route) {
  const files = new Set([manifestFile(), entry.module, ...entry.imports])
  for (let at: Route | undefined = route; at; at = at.parentId ? routes[at.parentId] : undefined) {
    for (const file of [at.module, ...at.imports]) files.add(file)
  }
  return [...files].reduce((total, file) => total + gzipSync(readFileSync(join(client, file))).length, 0)
}
