import { Button } from './button.tsx'
import { useHydrated } from './use-hydrated.ts'

/** Opens the browser's print dialog; absent until there is a script to open it with. */
export function PrintButton({ children = 'Imprimir' }: { children?: string }) {
  return useHydrated() ? <Button type="button" icon="print" onClick={() => window.print()}>{children}</Button> : null
}
