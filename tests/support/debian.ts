import { spawnSync } from 'node:child_process'

/** What `find` finds, installing Debian's packages when it finds nothing and we may. Otherwise the test fails, and says how to help. */
export function ensureInstalled<Found>(packages: string[], find: () => Found | undefined): Found {
  const found = find() ?? (install(packages) ? find() : undefined)
  if (found !== undefined) return found
  throw new Error(`Other calendar programs are missing: run «apt-get install -y ${packages.join(' ')}» as root.`)
}

/** Whether a program ends well. */
export function runs(command: string, words: string[]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, words, { stdio: 'ignore', env, timeout: 180_000 }).status === 0
}

/** Installs packages of the distribution, where we may. Answers whether they are there. */
export function install(packages: string[]) {
  if (process.getuid?.() !== 0 || !runs('apt-get', ['--version'])) return false
  const get = (...words: string[]) => runs('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...words])
  const getPackages = () => get('install', '-y', '--no-install-recommends', ...packages)
  return getPackages() || (get('update') && getPackages())
}
