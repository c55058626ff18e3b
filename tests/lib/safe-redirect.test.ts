import { expect, test } from 'vitest'

import { safeRedirect } from '#app/lib/safe-redirect.ts'

test('only paths of this site are followed', () => {
  expect(safeRedirect('/compromisos?vista=mios#x')).toBe('/compromisos?vista=mios#x')
  for (const evil of ['//evil.cl', '/.//evil.cl', '/\\evil.cl', 'https://evil.cl', 'javascript:alert(1)', '/a\nb', '', null, 7]) {
    expect(safeRedirect(evil, '/hoy'), String(evil)).toBe('/hoy')
  }
})
