export { canEditDirectory as canHandOver } from '#app/domain/institutions/policy.ts'
