type Times = { folio: string; start_local: string | null; end_local: string | null; from_on: string | null; until_on: string | null; zone: string; repeated_hour: number }

/** The address that takes a move back by POST: the times before it, and the version it left. */
export function timesBefore({ folio, start_local, end_local, from_on, until_on, zone, repeated_hour }: Times, version: number) {
  const times = { start_local, end_local, from_on, until_on, zone, repeated_hour, version }
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(times)) if (value !== null) search.set(name, String(value))
  return `/reuniones/${folio}/regreso?${search}`
}
