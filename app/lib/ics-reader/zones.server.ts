import { Temporal } from 'temporal-polyfill'

import { isZone, zoneHere } from '../ics/zones.server.ts'
import { blockOf, type Block } from './zone-block.server.ts'
import type { Row } from './rows.server.ts'

/** How local hours of a file become instants: a zone this machine knows, or the block the file brings. */
export type FileZone = { name: string; iana: string } | { name: string; block: Block }

/** What Outlook and Exchange call zones: those of Chile, and those from which its colleagues write. */
const WINDOWS: Record<string, string> = {
  'pacific sa standard time': 'America/Santiago',
  'magallanes standard time': 'America/Punta_Arenas',
  'easter island standard time': 'Pacific/Easter',
  'argentina standard time': 'America/Argentina/Buenos_Aires',
  'e. south america standard time': 'America/Sao_Paulo',
  'sa pacific standard time': 'America/Bogota',
  'sa western standard time': 'America/La_Paz',
  'sa eastern standard time': 'America/Cayenne',
  'montevideo standard time': 'America/Montevideo',
  'paraguay standard time': 'America/Asuncion',
  'venezuela standard time': 'America/Caracas',
  'central standard time (mexico)': 'America/Mexico_City',
  'eastern standard time': 'America/New_York',
  'central standard time': 'America/Chicago',
  'mountain standard time': 'America/Denver',
  'pacific standard time': 'America/Los_Angeles',
  'gmt standard time': 'Europe/London',
  'greenwich standard time': 'Atlantic/Reykjavik',
  'romance standard time': 'Europe/Paris',
  'w. europe standard time': 'Europe/Berlin',
  'central europe standard time': 'Europe/Budapest',
  'utc': 'UTC',
  'coordinated universal time': 'UTC',
}

/** Names that older programs write for ours. */
const FORMER: Record<string, string> = {
  'chile/continental': 'America/Santiago',
  'chile/easterisland': 'Pacific/Easter',
  'america/aysen': 'America/Coyhaique',
  '(utc-04:00) santiago': 'America/Santiago',
  '(utc-03:00) punta arenas': 'America/Punta_Arenas',
  '(utc-06:00) easter island': 'Pacific/Easter',
}

const OURS = ['America/Santiago', 'America/Punta_Arenas', 'America/Coyhaique', 'Pacific/Easter']

/** Finds zones by the name the file gives them; each name is looked for once. */
export function zoneFinder(zones: Row[][]) {
  const blocks = new Map<string, Row[]>()
  for (const rows of zones) {
    const named = rows.map(({ text }) => /^TZID(?:;[^:]{0,200})?:(.{1,200})/i.exec(text)?.[1]?.trim()).find(Boolean)
    if (named && !blocks.has(named)) blocks.set(named, rows)
  }
  const known = new Map<string, FileZone | null>()

  return {
    find(given: string): FileZone | null {
      const named = given.trim().replace(/^"|"$/g, '').slice(0, 200)
      const before = known.get(named)
      if (before !== undefined) return before
      const iana = ianaOf(named)
      const block = iana ? undefined : blockOf(blocks.get(named) ?? [])
      const zone = iana ? { name: named, iana } : block ? { name: named, block } : null
      known.set(named, zone)
      return zone
    },
    named: () => [...known].map(([named, zone]) => ({ named, read: zone && ('iana' in zone ? zone.iana : 'la que describe el archivo') })),
  }
}

function ianaOf(named: string): string | undefined {
  const own = byName(named)
  if (own) return own
  // «/freeassociation.sourceforge.net/America/Santiago», «/mozilla.org/20070129_1/America/Argentina/Salta».
  const path = named.split('/').filter(Boolean)
  for (const length of [3, 2]) {
    const last = path.length > length ? byName(path.slice(-length).join('/')) : undefined
    if (last) return last
  }
  return undefined
}

function byName(named: string): string | undefined {
  const key = named.toLowerCase()
  const ours = OURS.find((zone) => zone.toLowerCase() === key) ?? FORMER[key] ?? WINDOWS[key]
  if (ours) return ours
  if (!/^[A-Za-z][A-Za-z0-9_+-]{1,30}(\/[A-Za-z0-9_+-]{1,30}){0,2}$/.test(named)) return undefined
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(named)
    return named
  } catch {
    return undefined
  }
}

/** Whether meetings may be written in this zone. */
export const isOurs = (zone: FileZone): zone is { name: string; iana: string } => 'iana' in zone && isZone(zone.iana)

export const hereOf = (iana: string) => (isZone(iana) ? zoneHere(iana) : iana)
