import { fold } from '#app/lib/text.ts'

import type { KnownPost } from './directory.ts'

const CONNECTORS = new Set(['de', 'del', 'la', 'las', 'el', 'los', 'y', 'e', 'en'])

/**
 * The positions that a title as somebody wrote it may mean: those that are called so, else the only one that has every
 * word of it («Alcaldesa», «DOM», «directora de obras»). Several when they are called the same; none when it is unknown.
 */
export function postsNamed(posts: readonly KnownPost[], title: string): KnownPost[] {
  const asked = fold(title)
  const same = posts.filter((post) => fold(post.title) === asked)
  if (same.length > 0) return same
  const words = wordsOf(asked)
  if (words.length === 0) return []
  const likely = posts.filter(({ search_text }) => {
    const known = new Set(wordsOf(search_text))
    return words.every((word) => known.has(word))
  })
  return new Set(likely.map((post) => fold(post.title))).size === 1 ? likely : []
}

const wordsOf = (folded: string) => folded.split(/[^a-z0-9]+/).filter((word) => word && !CONNECTORS.has(word))

const ACTING: [pattern: RegExp, kind: 'subrogante' | 'interino' | 'suplente'][] = [
  [/\(s\)|\bsubrogante\b/iu, 'subrogante'],
  [/\(i\)|\binterin[oa]\b/iu, 'interino'],
  [/\bsuplente\b/iu, 'suplente'],
]

/** «Alcalde (S)» → «Alcalde», acting in the place of another. */
export function readTitle(text: string): { title: string; kind: 'subrogante' | 'interino' | 'suplente' | null } {
  const acting = ACTING.find(([pattern]) => pattern.test(text))
  if (!acting) return { title: text, kind: null }
  return { title: text.replace(acting[0], ' ').replace(/ +/g, ' ').trim(), kind: acting[1] }
}
