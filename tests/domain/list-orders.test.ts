import { expect, test } from 'vitest'

import { listAgreementIds, listAgreements } from '#app/domain/agreements/queries.server.ts'
import { agreementSorts } from '#app/domain/agreements/terms.ts'
import { listCommitmentIds, listCommitments, readCommitmentFilter } from '#app/domain/commitments/queries.server.ts'
import { listRequestIds, listRequests } from '#app/domain/connection-requests/queries.server.ts'
import { requestSorts } from '#app/domain/connection-requests/terms.ts'
import { listInstitutionIds, listInstitutions } from '#app/domain/institutions/queries/list.server.ts'
import { institutionSorts } from '#app/domain/institutions/terms.ts'
import { listMeetingIds, listMeetings } from '#app/domain/meetings/queries.server.ts'
import { meetingSorts } from '#app/domain/meetings/terms.ts'
import { listPeople, listPeopleIds } from '#app/domain/people/queries.server.ts'
import { peopleSorts } from '#app/domain/people/terms.ts'
import { makeAgreement } from '#tests/support/agreements.ts'
import { makeCommitment } from '#tests/support/commitments.ts'
import { person } from '#tests/support/directory.ts'
import { hours, meetingWith } from '#tests/support/meetings.ts'
import { makeRequest } from '#tests/support/requests.ts'
import { createWorld } from '#tests/support/world.ts'

const keys = <K extends string>(terms: Record<K, unknown>) => Object.keys(terms) as K[]
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

test('what leaves a list as a file, or is changed all at once, goes in the order in which the list is seen', async () => {
  const world = await createWorld()
  const ctx = world.as('paula')
  for (const [n, title] of ['Mesa de suelo', 'Comité', 'Zona norte'].entries()) {
    await meetingWith(world, { title, ...hours(`2026-11-${20 - n}`, '09:00', '10:00') })
    await makeAgreement(world, { agreed_on: `2026-11-0${n + 1}`, valid_until_on: [null, '2027-03-01', '2027-01-01'][n]! })
    await makeRequest(world, { asker_id: ['muni-13120', 'muni-10201', 'muni-13102'][n]! })
    await makeCommitment(world, { text: title, due_on: `2026-12-0${3 - n}` })
    await person(world, { given_names: title, first_surname: ['Soto', 'Araya', 'Muñoz'][n]! })
  }
  for (const descending of [false, true]) {
    for (const sort of keys(meetingSorts)) expect(await listMeetingIds(ctx, { page: 1, sort, descending }), `meetings by ${sort}`).toEqual(idsOf(await listMeetings(ctx, { page: 1, sort, descending })))
    for (const sort of keys(agreementSorts)) expect(await listAgreementIds(ctx, { sort, descending }), `agreements by ${sort}`).toEqual(idsOf(await listAgreements(ctx, { sort, descending })))
    for (const sort of keys(requestSorts)) expect(await listRequestIds(ctx, { sort, descending }), `requests by ${sort}`).toEqual(idsOf(await listRequests(ctx, { sort, descending })))
    for (const sort of keys(peopleSorts)) expect((await listPeopleIds(ctx, { sort, descending })).slice(0, 50), `people by ${sort}`).toEqual(idsOf(await listPeople(ctx, { sort, descending })))
    for (const sort of keys(institutionSorts)) {
      expect((await listInstitutionIds(ctx, { sort, descending })).slice(0, 50), `institutions by ${sort}`).toEqual(idsOf((await listInstitutions(ctx, { sort, descending })).institutions))
    }
    for (const sort of ['vence', 'compromiso', 'debe', 'movido']) {
      const filter = readCommitmentFilter(new URLSearchParams({ vista: 'todos', orden: `${descending ? '-' : ''}${sort}` }), ctx)
      expect(await listCommitmentIds(ctx, filter), `commitments by ${sort}`).toEqual(idsOf(await listCommitments(ctx, filter)))
    }
  }
})
