import ICAL from 'ical.js'

type Reading = { properties: Record<string, string[]>; components: Record<string, Reading[]> }

/** A whole calendar as ical.js understands it: values by property name, children by kind. */
export function readInIcalJs(text: string): Reading {
  return reading(new ICAL.Component(ICAL.parse(text)))
}

/** The entries of a calendar, each with the first value of every property. */
export function eventsIn(text: string) {
  const events = readInIcalJs(text).components.vevent ?? []
  return events.map(({ properties }) =>
    Object.fromEntries(Object.entries(properties).map(([name, values]) => [name, values[0]])))
}

/** The offset in seconds that a VTIMEZONE gives to local times such as `2026-09-06T12:00:00`. */
export function offsetsInIcalJs(block: string, times: string[]) {
  const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(block)))
  return times.map((time) => zone.utcOffset(ICAL.Time.fromDateTimeString(time)))
}

/** The first starts of the series in a calendar, exceptions honoured, as instants. */
export function occurrencesIn(text: string, count: number) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  ICAL.TimezoneService.reset()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const events = calendar.getAllSubcomponents('vevent')
  const master = events.find((event) => event.hasProperty('rrule'))
  const series = new ICAL.Event(master, { exceptions: events.filter((event) => event.hasProperty('recurrence-id')) })

  const walk = series.iterator()
  const starts: Date[] = []
  for (let next = walk.next(); next && starts.length < count; next = walk.next()) {
    starts.push(series.getOccurrenceDetails(next).startDate.toJSDate())
  }
  return starts.map((start) => start.toISOString())
}

function reading(component: ICAL.Component): Reading {
  const properties: Reading['properties'] = {}
  for (const property of component.getAllProperties()) {
    ;(properties[property.name] ??= []).push(...property.getValues().map(String))
  }
  const components: Reading['components'] = {}
  for (const child of component.getAllSubcomponents()) (components[child.name] ??= []).push(reading(child))
  return { properties, components }
}
