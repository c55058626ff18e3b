/** A folio: said on the phone, typed in the search, never broken across lines. */
export function Folio({ children }: { children: string }) {
  return <span className="folio">{children}</span>
}
