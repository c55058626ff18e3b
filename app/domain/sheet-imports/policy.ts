export { canEditDirectory as canImport } from '#app/domain/institutions/policy.ts'
