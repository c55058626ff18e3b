/** The page on which points were offered. */
export const backTo = (folio: string, back: 'pauta' | 'reunion') =>
  back === 'pauta' ? `/reuniones/${folio}/pauta` : `/reuniones/${folio}?seccion=pauta`
