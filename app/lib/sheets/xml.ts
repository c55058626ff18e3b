import { Unreadable } from './reading.ts'

/** `attributes` is what stands after the name, unread; `open` of an empty element is followed by its `close`. */
export type XmlListener = {
  open: (name: string, attributes: string) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

const DECLARES = 'Declara entidades o documentos externos, que una planilla común no trae. Ábrala en Excel, guárdela de nuevo como .xlsx y súbala otra vez.'
const BROKEN = 'Una de sus partes está dañada. Ábralo en Excel, guárdelo de nuevo como .xlsx y súbalo otra vez.'

/** Walks over XML once, without a tree, recursion or entities of its own (refused): what Office writes, and no more. Names come without prefix. */
export function walkXml(xml: string, { open, close, text }: XmlListener) {
  let at = 0
  while (at < xml.length) {
    const tag = xml.indexOf('<', at)
    const end = tag < 0 ? xml.length : tag
    if (text && end > at) text(unescaped(xml.slice(at, end)))
    if (tag < 0) return
    const next = xml.charCodeAt(tag + 1)
    if (next === BANG) {
      at = afterDeclaration(xml, tag, text)
    } else if (next === QUESTION) {
      at = after(xml, '?>', tag)
    } else {
      const stop = tagEnd(xml, tag + 1)
      const isEmpty = xml.charCodeAt(stop - 1) === SLASH
      if (next === SLASH) close?.(localName(xml, tag + 2, stop))
      else {
        const space = nameEnd(xml, tag + 1, stop)
        const name = localName(xml, tag + 1, space)
        open(name, xml.slice(space, isEmpty ? stop - 1 : stop))
        if (isEmpty) close?.(name)
      }
      at = stop + 1
    }
  }
}

/** The value of an attribute in what `open` was given; its name comes without prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = attributes.charCodeAt(at - 1)
    const quote = attributes[at + name.length + 1]
    if (attributes[at + name.length] !== '=' || (quote !== '"' && quote !== "'")) continue
    if (!(before <= SPACE || before === COLON)) continue
    const end = attributes.indexOf(quote, at + name.length + 2)
    return end < 0 ? undefined : unescaped(attributes.slice(at + name.length + 2, end))
  }
  return undefined
}

const [SPACE, QUOTE, APOSTROPHE, SLASH, COLON, GREATER, BANG, QUESTION] = [32, 34, 39, 47, 58, 62, 33, 63]

function afterDeclaration(xml: string, tag: number, text: XmlListener['text']) {
  if (xml.startsWith('<!--', tag)) return after(xml, '-->', tag)
  if (!xml.startsWith('<![CDATA[', tag)) throw new Unreadable(DECLARES)
  const end = after(xml, ']]>', tag)
  text?.(xml.slice(tag + 9, end - 3))
  return end
}

function after(xml: string, mark: string, from: number) {
  const found = xml.indexOf(mark, from)
  if (found < 0) throw new Unreadable(BROKEN)
  return found + mark.length
}

/** Where the tag closes; a «>» between quotes does not close it. */
function tagEnd(xml: string, from: number) {
  let quote = 0
  for (let at = from; at < xml.length; at++) {
    const code = xml.charCodeAt(at)
    if (quote) {
      if (code === quote) quote = 0
    } else if (code === GREATER) return at
    else if (code === QUOTE || code === APOSTROPHE) quote = code
  }
  throw new Unreadable(BROKEN)
}

function nameEnd(xml: string, from: number, stop: number) {
  let at = from
  while (at < stop && xml.charCodeAt(at) > SPACE && xml.charCodeAt(at) !== SLASH) at++
  return at
}

function localName(xml: string, from: number, stop: number) {
  const name = xml.slice(from, stop).trim()
  return name.slice(name.indexOf(':') + 1)
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string) {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const code = name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
