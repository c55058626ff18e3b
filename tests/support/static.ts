import { globSync, readFileSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'

import ts from 'typescript'

/** Source files as text and tree, for the tests that read the code instead of running it. */
export type Source = { path: string; text: string; lines: number; tree: ts.SourceFile }
export type Import = { from: Source; line: number; name: string; path: string | undefined; typeOnly: boolean }

const root = resolve(import.meta.dirname, '../..')
const read = new Map<string, Source>()

/** Files by pattern, such as `app/**`; only code. Paths are relative to the project. */
export function sources(...patterns: string[]): Source[] {
  const paths = globSync(patterns, { cwd: root }).map((path) => path.replaceAll('\\', '/'))
  return paths.filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts')).toSorted().map(source)
}

function source(path: string): Source {
  const known = read.get(path)
  if (known) return known

  const text = readFileSync(join(root, path), 'utf8')
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const made = { path, text, tree, lines: text.trimEnd().split('\n').length }
  read.set(path, made)
  return made
}

/** Every import and re-export, static or dynamic. `path` is the file meant, when it is one of ours. */
export function importsOf(from: Source): Import[] {
  const found: Import[] = []
  visit(from.tree, (node) => {
    const specifier = specifierOf(node)
    if (!specifier) return
    const name = specifier.text
    found.push({ from, line: lineOf(from, node), name, path: pathOf(from.path, name), typeOnly: isTypeOnly(node) })
  })
  return found
}

function specifierOf(node: ts.Node) {
  const isStatic = ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
  const specifier = isStatic ? node.moduleSpecifier : isDynamic ? node.arguments[0] : undefined
  return specifier && ts.isStringLiteral(specifier) ? specifier : undefined
}

function isTypeOnly(node: ts.Node) {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  if (!ts.isImportDeclaration(node) || !node.importClause) return false
  const { isTypeOnly: whole, name, namedBindings } = node.importClause
  const parts = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : []
  return whole || (!name && parts.length > 0 && parts.every((part) => part.isTypeOnly))
}

function pathOf(from: string, name: string) {
  if (name.startsWith('#')) return name.slice(1)
  return name.startsWith('.') ? posix.join(posix.dirname(from), name) : undefined
}

/** Calls `look` with every node of the tree, outermost first. */
export function visit(node: ts.Node, look: (node: ts.Node) => void) {
  look(node)
  ts.forEachChild(node, (child) => visit(child, look))
}

export const lineOf = (file: Source, node: ts.Node) => file.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1

/** The first circle of imports found, as the paths along it; types alone make none. */
export function circleIn(files: Source[]): string[] | undefined {
  const paths = new Set(files.map((file) => file.path))
  const edges = new Map(
    files.map((file) => [
      file.path,
      importsOf(file).flatMap(({ path, typeOnly }) => (path && !typeOnly && paths.has(path) ? [path] : [])),
    ]),
  )
  const done = new Set<string>()
  const walk = (path: string, trail: string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const next of edges.get(path) ?? []) {
      const circle = walk(next, [...trail, path])
      if (circle) return circle
    }
    done.add(path)
    return undefined
  }
  for (const path of paths) {
    const circle = walk(path, [])
    if (circle) return circle
  }
  return undefined
}
