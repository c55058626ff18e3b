import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds of this thread: what a machine with others at work adds is not in them. */
const cpuNow = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** What the work answers, and the longest that it kept its thread before anybody else had a turn, in milliseconds of the processor. */
export async function watchTurns<T>(work: () => Promise<T>): Promise<{ answer: T; longest: number }> {
  const over = new AbortController()
  let longest = 0
  const neighbour = (async () => {
    while (!over.signal.aborted) {
      const before = cpuNow()
      await sleep(1)
      longest = Math.max(longest, cpuNow() - before)
    }
  })()
  const answer = await work().finally(() => over.abort())
  await neighbour
  return { answer, longest }
}
