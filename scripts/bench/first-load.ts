import { gunzipSync } from 'node:zlib'

import type { Client } from './client.ts'

/** Gzip bytes of a first load without a cache: what the page names, and what its scripts import. */
export type Weight = {
  html: number
  js: number
  css: number
  /** The preloaded font and the icons. */
  other: number
  all: number
  /** Bytes of scripts and styles that come only on demand, `later` of the page. */
  later: { js: number; css: number }
}

/** `import("./grid-….js")` as Vite writes it, perhaps with what is taken of it, and the list of what comes along. */
const ON_DEMAND = /import\(["']\.\/([\w.~-]+\.js)["']\)(?:(?:(?!import\()[^]){0,120}?,__vite__mapDeps\(\[([\d,]*)\]\))?/g

type Asset = { bytes: number; text: string }

/** Weighs with the bytes as the server sends them. One for all pages: assets are asked for once. */
export function openScale(client: Client) {
  const assets = new Map<string, Promise<Asset>>()

  function load(path: string) {
    const known = assets.get(path)
    if (known) return known
    const asset = client.get(path, { accept: '*/*' }).then(({ status, headers, body }) => {
      if (status !== 200) throw new Error(`${path} answers ${status}`)
      return { bytes: body.length, text: (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString() }
    })
    assets.set(path, asset)
    return asset
  }

  /** The scripts themselves and whatever they import without waiting to be asked. */
  async function withImports(paths: Iterable<string>, found = new Set<string>()): Promise<Set<string>> {
    for (const path of paths) {
      if (found.has(path)) continue
      found.add(path)
      const { text } = await load(path)
      const imported = [...text.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([\w.~-]+\.js)["']/g)].map(([, name]) => `/assets/${name}`)
      await withImports(imported, found)
    }
    return found
  }

  /** What scripts import on demand, and the styles that come with it. */
  async function onDemand(scripts: Set<string>, wanted: RegExp) {
    const js = new Set<string>()
    const css = new Set<string>()
    for (const path of scripts) {
      const { text } = await load(path)
      const names = JSON.parse(/\bm\.f=(\[[^\]]*\])/.exec(text)?.[1] ?? '[]') as string[] // Vite's own list of files.
      for (const [, name = '', places = ''] of text.matchAll(ON_DEMAND)) {
        if (!wanted.test(name)) continue
        js.add(`/assets/${name}`)
        for (const place of places.split(',').filter(Boolean)) {
          const file = `/${names[Number(place)]?.replace(/^\//, '')}`
          if (file.endsWith('.css')) css.add(file)
        }
      }
    }
    return { js: await withImports(js), css }
  }

  async function sum(paths: Iterable<string>) {
    let total = 0
    for (const path of paths) total += (await load(path)).bytes
    return total
  }

  return async function weigh(html: string, htmlBytes: number, later?: RegExp): Promise<Weight> {
    const named = new Set([...html.matchAll(/["'](\/(?:assets\/[\w.~-]+\.(?:js|css|woff2|svg)|icons\.svg))/g)].map(([, path = '']) => path))
    const of = (extension: string) => [...named].filter((path) => path.endsWith(extension))
    const scripts = await withImports(of('.js'))
    const lazy = later ? await onDemand(scripts, later) : { js: new Set<string>(), css: new Set<string>() }
    const [js, css, other] = [await sum(scripts), await sum(of('.css')), await sum([...of('.woff2'), ...of('.svg')])]
    return {
      html: htmlBytes,
      js,
      css,
      other,
      all: htmlBytes + js + css + other,
      later: { js: await sum(without(lazy.js, scripts)), css: await sum(without(lazy.css, named)) },
    }
  }
}

const without = (paths: Set<string>, known: Set<string>) => [...paths].filter((path) => !known.has(path))
