import type { Piece } from '#app/domain/search/rules.ts'

/** A text with what was looked for marked in it. */
export function Pieces({ of: pieces }: { of: readonly Piece[] }) {
  return <>{pieces.map(({ text, hit }, at) => (hit ? <mark key={at}>{text}</mark> : text))}</>
}
