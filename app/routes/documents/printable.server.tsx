import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

import type { Copy } from '#app/domain/minutes/queries/closed.server.ts'
import styles from '#app/styles/paper.css?inline'
import { footStyle, type SheetFoot } from '#app/ui/sheet-foot.ts'

import { footOf, sheetOf, titleOf } from './copy.server.ts'
import { Sheet } from './sheet.tsx'

/** Closed minutes as a page that stands alone. */
export const printable = (copy: Copy, oficio: boolean) =>
  paperOf(titleOf(copy), footOf(copy), <Sheet copy={sheetOf(copy)} oficio={oficio} />)

/** A sheet as a page that stands alone: styles, type and shapes travel inside it, and nothing is fetched. */
export function paperOf(title: string, foot: SheetFoot, sheet: ReactNode): string {
  const page = renderToStaticMarkup(
    <html lang="es-CL" style={footStyle(foot)}>
      <head>
        <meta charSet="utf-8" />
        <title>{title}</title>
        <link rel="stylesheet" href={asData('text/css', Buffer.from(styles + typeface()))} />
      </head>
      <body>{sheet}</body>
    </html>,
  )
  // Shapes of another file are not drawn here: the sprite comes along and is pointed at.
  return `<!doctype html>${page.replaceAll('href="/icons.svg#', 'href="#').replace('</body>', () => `<div hidden>${sprite()}</div></body>`)}`
}

const FONT = '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin'
const WEIGHTS = [400, 600, 700]

/** Under the name the styles ask for, a file a weight: of a variable one Chromium draws the letters instead of embedding them. */
const typeface = once(() =>
  WEIGHTS.map((weight) => {
    const bytes = readFileSync(createRequire(import.meta.url).resolve(`${FONT}-${weight}-normal.woff2`))
    return `@font-face{font-family:'Atkinson Hyperlegible Next Variable';font-weight:${weight};src:url(${asData('font/woff2', bytes)}) format('woff2')}`
  }).join(''),
)

const sprite = once(() => readFileSync('public/icons.svg', 'utf8').replace(/^<\?xml.*?\?>/, ''))

function asData(type: string, bytes: Buffer) {
  return `data:${type};base64,${bytes.toString('base64')}`
}

function once<T>(make: () => T) {
  let made: T | undefined
  return () => (made ??= make())
}
