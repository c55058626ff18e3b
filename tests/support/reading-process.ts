/** Reads one file in a process of its own, and prints the time that it took of the processor and the memory that was added. */

import { readFileSync } from 'node:fs'

import { readSheets } from '#app/lib/sheets/reader.server.ts'

const [, , path = ''] = process.argv
await readSheets(Buffer.from('a;b\n1;2'), { name: 'primero.csv' })
const bytes = readFileSync(path)
const before = process.resourceUsage().maxRSS
const began = process.cpuUsage()
const problem = await readSheets(bytes, { name: 'x.xlsx' }).then(() => null, (error: Error) => `${error.name}: ${error.message}`)
const { user, system } = process.cpuUsage(began)
process.stdout.write(JSON.stringify({ problem, ms: (user + system) / 1000, megabytes: (process.resourceUsage().maxRSS - before) / 1024 }))
