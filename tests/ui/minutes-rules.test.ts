import { expect, test } from 'vitest'

import { diff } from '#app/domain/minutes/rules/changes.ts'
import { withoutInternal } from '#app/routes/minutes/screen-mode.ts'

test('what is internal leaves the text that a projector shows, however it is marked', () => {
  expect(withoutInternal('Se revisa la cartera\ni: ojo\n  INTERNO: ojo\n- i: ojo\nInterna: ojo\nInternado en Chillán')).toBe('Se revisa la cartera\nInternado en Chillán')
})

test('lines that change are told apart from those that stay, in the order they are read', () => {
  expect(diff(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual([
    { text: 'a', kind: 'same' }, { text: 'b', kind: 'removed' }, { text: 'x', kind: 'added' }, { text: 'c', kind: 'same' }, { text: 'd', kind: 'added' },
  ])
  expect(diff(['a', 'a'], ['a'])).toEqual([{ text: 'a', kind: 'same' }, { text: 'a', kind: 'removed' }])
})

test('minutes of twenty thousand lines are compared at once', () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => `línea ${at}`)
  expect(diff(lines, [...lines, 'una más']).filter(({ kind }) => kind !== 'same')).toEqual([{ text: 'una más', kind: 'added' }])
  expect(diff(lines, lines.toReversed())).toHaveLength(40_000)
})
