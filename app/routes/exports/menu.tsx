import type { ExportList } from '#app/domain/exports/terms.ts'
import { withParams } from '#app/lib/list-address.ts'
import { FileMenu } from '#app/ui/link-menu.tsx'

/** The kinds of file that a list leaves as, with its filter. `params` are what the list is seen with and its address may not say. */
export function ExportMenu({ list, search, params = {} }: { list: ExportList; search: URLSearchParams; params?: Record<string, string | null | undefined> }) {
  const query = withParams(search, params)
  const as = (format: string) => `/exportar/${list}.${format}${query}`
  return (
    <FileMenu
      files={[
        { to: as('xlsx'), label: 'Excel', detail: 'Planilla con filtros (.xlsx)' },
        { to: as('csv'), label: 'CSV', detail: 'Texto separado por ;' },
        ...(list === 'contactos' ? [{ to: as('vcf'), label: 'vCard', detail: 'Para el teléfono o el correo (.vcf)' }] : []),
      ]}
    />
  )
}
