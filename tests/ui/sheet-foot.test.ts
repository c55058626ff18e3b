import { expect, test } from 'vitest'

import { footStyle } from '#app/ui/sheet-foot.ts'

test('whatever the foot of a sheet says is one text of CSS', () => {
  const style = footStyle({ record: 'R-2026-0114 · Acta v1', copy: 'Copia "para"; Ñuble\\\n, hecha', mark: '' })
  expect(style).toEqual({ '--pie-registro': '"R-2026-0114 · Acta v1"', '--pie-copia': '"Copia \\"para\\"; Ñuble\\\\ , hecha"', '--pie-huella': '""' })
})
