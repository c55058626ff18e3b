import { existsSync } from 'node:fs'

import ts from 'typescript'
import { expect, test } from 'vitest'

import { circleIn, type Import, importsOf, lineOf, type Source, sources, visit } from '#tests/support/static.ts'

/** Who may import whom. The first pattern that fits a file is its room; what is not listed may import anything. */
const ROOMS: [room: RegExp, mayImport: RegExp][] = [
  [/^app\/routes\.ts$/, /^$/],
  [/^app\/(root|routes\/)/, /^app\/(routes|domain|lib|ui|styles)\//],
  [/^app\/entry\.server/, /^(app\/(lib|jobs|domain|ui)|db)\//],
  [/^app\/entry\.client/, /^app\/(lib|ui)\//],
  [/^app\/jobs\//, /^(app\/(jobs|domain|lib)|db)\//],
  [/^app\/domain\//, /^(app\/(domain|lib)|db)\//],
  [/^app\/ui\//, /^app\/ui\/|^app\/lib\/(text|dates|days|list-address)\.ts$/],
  [/^app\/lib\//, /^(app\/lib|db)\//],
  // The demonstration is told in the words of the domain; the catalogue folds names as every search does.
  [/^db\/seeds\//, /^(db|app\/(domain|lib))\//],
  [/^db\//, /^db\/|^app\/lib\/text\.ts$/],
  [/^bin\//, /^(bin|app\/(domain|lib|jobs)|db)\//],
]

/** Packages that only some files may import. */
const PACKAGES: [name: RegExp, mayImport: RegExp][] = [
  [/^@remix-run\//, /^(app\/(root|routes|ui\/|lib\/(http|session)|entry\.)|server\.ts|vite\.config\.ts)/],
  [/^(react|react-dom)(\/|$)/, /^app\/(root|routes\/|ui\/|entry\.)/],
  [/^(better-sqlite3|pg)$/, /^db\/dialect\.server\.ts$/],
  [/^(zod|@conform-to\/zod)(\/|$)/, /\.server\.ts$/],
  [/^@fullcalendar\//, /^app\/routes\//],
  [/^(playwright-core|@sparticuz\/chromium)$/, /^app\/lib\/(browser|pdf)\.server\.ts$/],
  [/^imapflow$/, /^app\/lib\/mailbox\.server\.ts$/],
  [/^postal-mime$/, /^app\/lib\/reply-mail\.server\.ts$/],
  [/^nodemailer$/, /^app\/lib\/mailer\.server\.ts$/],
  [/^docx$/, /^app\/routes\/documents\/word[a-z-]*\.server\.ts$/],
]

/** Names of files in app/domain/<noun>/: the same question is answered in the same place everywhere. */
const DOMAIN_FILES = [
  /^(terms|policy|rules|ranking|mail)\.ts$/,
  /^(forms|queries|filter|commands|jobs|exports|imports)\.server\.ts$/,
  /^(forms|queries|commands|rules)\/[a-z-]+(\.server)?\.ts$/,
]

const EMPTY_WORDS = /(^|[/.-])(utils?|helpers?|misc|services?|managers?|common)([/.-]|$)/
const LONGEST = 300
const MEDIAN = 120
/** Tables of facts and of types are as long as what they tell; they are not measured. */
const DATA = /^db\/(catalog|seeds)\/|^db\/schema\.ts$|^app\/lib\/weak-words/

const app = sources('app/**')
const domain = app.filter(({ path }) => path.startsWith('app/domain/'))
const routes = app.filter(({ path }) => path.startsWith('app/routes/'))
const product = [...app, ...sources('db/**', 'bin/**', 'server.ts')]
const everyImport = product.flatMap(importsOf)

test('the house is not empty', () => {
  expect(app.length).toBeGreaterThan(20)
  expect(everyImport.length).toBeGreaterThan(50)
})

test('every room imports only from the rooms it may', () => {
  const strangers = everyImport.filter(({ from, path }) => {
    const room = ROOMS.find(([pattern]) => pattern.test(from.path))
    return path && room && !room[1].test(path)
  })
  expect(strangers.map(told)).toEqual([])
})

test('every import of ours names a file that exists', () => {
  const lost = everyImport.filter(({ path }) => path && !path.startsWith('build/') && !existsSync(path.split('?')[0]!))
  expect(lost.map(told)).toEqual([])
})

test('packages stay behind the files that know them', () => {
  const loose = everyImport.filter(({ from, name, path }) => {
    const rule = path ? undefined : PACKAGES.find(([pattern]) => pattern.test(name))
    return rule && !rule[1].test(from.path)
  })
  expect(loose.map(told)).toEqual([])
})

test('one file writes calendars with ical-generator', () => {
  const users = new Set(everyImport.filter(({ name }) => name === 'ical-generator').map(({ from }) => from.path))
  expect(users.size, [...users].join()).toBeLessThanOrEqual(1)
})

test('nothing imports in a circle', () => {
  expect(circleIn(product)?.join(' → ')).toBeUndefined()
})

test('what the browser may have never imports what only the server has', () => {
  const shared = everyImport.filter(
    ({ from, typeOnly }) => !typeOnly && /^app\/(domain|lib|ui)\//.test(from.path) && !from.path.includes('.server.'),
  )
  const serverOnly = shared.filter(({ name, path }) => path?.includes('.server.') || path?.startsWith('db/') || name.startsWith('node:'))
  expect(serverOnly.map(told)).toEqual([])
})

test('code in db is for the server, and its name says so', () => {
  const unmarked = sources('db/**').filter(({ path }) => !path.endsWith('.server.ts') && !/^db\/(schema\.ts|seeds\/)/.test(path))
  expect(unmarked.map(({ path }) => path)).toEqual([])
})

test('db/schema.ts holds types and nothing else', () => {
  const [schema] = sources('db/schema.ts')
  const values = schema!.tree.statements.filter(
    (statement) => !ts.isTypeAliasDeclaration(statement) && !ts.isInterfaceDeclaration(statement) && !ts.isImportDeclaration(statement),
  )
  expect(values.map((statement) => at(schema!, statement))).toEqual([])
})

test('forms and bodies are read in app/lib alone', () => {
  const readers = found(outside(/^app\/lib\//), (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false
    const { expression, name } = node.expression
    return name.text === 'formData' || (name.text === 'json' && /(^|\.)request$/i.test(expression.getText()))
  })
  expect(readers).toEqual([])
})

test('SQL is put together from text in db alone', () => {
  const raw = found(outside(/^db\//), (node) => ts.isPropertyAccessExpression(node) && /^sql\.(raw|lit|id)$/.test(node.getText()))
  expect(raw).toEqual([])
})

test('no page writes HTML by itself', () => {
  const dangerous = found(product, (node) => ts.isIdentifier(node) && node.text === 'dangerouslySetInnerHTML')
  expect(dangerous).toEqual([])
})

test('nothing logs to the console except the command line', () => {
  const logs = found(outside(/^(bin\/|server\.ts$)/), (node) => ts.isPropertyAccessExpression(node) && node.getText().startsWith('console.'))
  expect(logs).toEqual([])
})

test('no type is «any»', () => {
  expect(found(product, (node) => node.kind === ts.SyntaxKind.AnyKeyword)).toEqual([])
})

test('files are named for what they hold', () => {
  const all = [...product, ...sources('tests/**', 'scripts/**')].map(({ path }) => path)
  const vague = all.filter((path) => EMPTY_WORDS.test(path))
  const strange = all.filter((path) => !/^[a-z0-9_.[\]/-]+$/.test(path))
  const doors = all.filter((path) => /(^|\/)index\.tsx?$/.test(path) && !path.startsWith('app/routes/'))
  expect([...vague, ...strange, ...doors]).toEqual([])
})

test('a folder of the domain has only files with the agreed names', () => {
  const strangers = domain.filter(({ path }) => {
    const [, , noun, ...rest] = path.split('/')
    return !noun || !DOMAIN_FILES.some((pattern) => pattern.test(rest.join('/')))
  })
  expect(strangers.map(({ path }) => path)).toEqual([])
})

test('files are short', () => {
  const measured = [...product, ...sources('scripts/**')].filter(({ path }) => !DATA.test(path))
  const long = measured.filter(({ lines }) => lines > LONGEST)
  expect(long.map(({ path, lines }) => `${path} → ${lines} lines`)).toEqual([])

  const sizes = measured.map(({ lines }) => lines).toSorted((a, b) => a - b)
  expect(sizes[Math.floor(sizes.length / 2)], 'median lines of a file').toBeLessThan(MEDIAN)
})

test('every page is named in routes.ts, and every page named there exists', () => {
  const [table] = sources('app/routes.ts')
  const named = new Set([...table!.text.matchAll(/'(routes\/[^']+)'/g)].map((match) => `app/${match[1]}`))
  const pages = routes.filter(isPage).map(({ path }) => path)
  expect(pages.filter((path) => !named.has(path)).map((path) => `${path} → is not in app/routes.ts`)).toEqual([])
  expect([...named].filter((path) => !existsSync(path)).map((path) => `app/routes.ts → ${path}`)).toEqual([])
})

/** A file in app/routes that answers a request; the others are components of a page. */
function isPage({ tree }: Source) {
  return tree.statements.some((statement) => {
    if (ts.isExportAssignment(statement)) return true
    if (!ts.canHaveModifiers(statement)) return false
    const words = ts.getModifiers(statement)?.map((modifier) => modifier.kind) ?? []
    if (words.includes(ts.SyntaxKind.DefaultKeyword)) return true
    const exported = words.includes(ts.SyntaxKind.ExportKeyword)
    return exported && /^export (const|async function|function) (loader|action)\b/.test(statement.getText())
  })
}

function outside(room: RegExp) {
  return product.filter(({ path }) => !room.test(path))
}

function found(files: Source[], is: (node: ts.Node) => boolean) {
  const places: string[] = []
  for (const file of files) visit(file.tree, (node) => void (is(node) && places.push(at(file, node))))
  return places
}

const at = (file: Source, node: ts.Node) => `${file.path}:${lineOf(file, node)} → ${node.getText().split('\n')[0]}`
const told = ({ from, line, name }: Import) => `${from.path}:${line} → ${name}`
