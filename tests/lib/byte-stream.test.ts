import { setTimeout as sleep } from 'node:timers/promises'

import { expect, test, vi } from 'vitest'

import { byteStream } from '#app/lib/byte-stream.server.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** Pieces that take their time; `ended` once their reading was over, however it came to be. */
function slowPieces() {
  const seen = { ended: false }
  async function* pieces() {
    try {
      for (let n = 0; n < 20; n++) {
        await sleep(5)
        yield bytes(`pieza ${n}`)
      }
    } finally {
      seen.ended = true
    }
  }
  return { pieces: pieces(), seen }
}

test('a reader that leaves in the middle ends the reading, and that is no failure', async () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const { pieces, seen } = slowPieces()
  const reader = byteStream(pieces).getReader()
  await reader.read()
  // The next piece is being made when they leave.
  await sleep(1)
  await reader.cancel()
  await sleep(30)
  expect(seen.ended).toBe(true)
  expect(told).not.toHaveBeenCalled()
  told.mockRestore()
})

test('a piece that fails breaks the transfer off and is told', async () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  async function* failing() {
    yield bytes('uno')
    throw new Error('sin disco')
  }
  const reader = byteStream(failing()).getReader()
  await reader.read()
  await expect(reader.read()).rejects.toThrow('sin disco')
  expect(told).toHaveBeenCalledTimes(1)
  told.mockRestore()
})
