import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { settingOf } from '#app/domain/minutes/queries/catalog-setting.server.ts'
import { createReader } from '#app/domain/minutes/rules.ts'
import { FRIDAY, read, told, tome } from '#tests/support/readings.ts'

/** Each of these endings of «SERVIU enviará el catastro …», said on Friday 20 November 2026, and when it is due. */
function due(ending: string) {
  return told(`SERVIU enviará el catastro ${ending}`).replace(/^compromiso · SERVIU · /, '')
}

const dues = (endings: Record<string, string>) =>
  expect(Object.fromEntries(Object.keys(endings).map((ending) => [ending, due(ending)]))).toEqual(endings)

test('a day comes before its month, and stays where it was put', () => {
  dues({
    'el 30-11-2026': '2026-11-30', 'el 12/1': '2027-01-12', 'el 8 de diciembre': '2026-12-08', 'el 1° de diciembre': '2026-12-01', '2-12': '2026-12-02',
    'antes del 30 de noviembre': '2026-11-30', 'hasta el 27': '2026-11-27', 'no después del 27': '2026-11-27', 'el lunes a las 24:00': '2026-11-23',
    'el 4-dic': '2026-12-04', 'con fecha límite 30 de noviembre': '2026-11-30', 'el viernes a más tardar': '2026-11-27', 'el lunes (30 de noviembre)': '2026-11-30', 'el 28 del presente': '2026-11-28', 'el 15 del próximo mes': '2026-12-15', 'el 15 de enero de 2027': '2027-01-15', 'el 08.12.26': '2026-12-08',
  })
  expect(read('SERVIU enviará el catastro el 8 de diciembre').warnings).toEqual(['Cae en día inhábil (Inmaculada Concepción): no se mueve.'])
})

test('a weekday is the first strictly after the meeting', () => {
  dues({
    'el viernes': '2026-11-27', 'vie': '2026-11-27', 'el próximo lunes': '2026-11-23', 'el lunes subsiguiente': '2026-11-30', 'el jueves de la próxima semana': '2026-11-26',
    'vie 4-12': '2026-12-04', 'el lunes 30': '2026-11-30', 'el segundo martes de diciembre': '2026-12-08', mañana: '2026-11-21', 'pasado mañana': '2026-11-22', 'mañana en la mañana': '2026-11-21',
  })
})

test('a period ends on its last working day, and never outside it', () => {
  dues({
    'esta semana': '2026-11-20', 'la próxima semana': '2026-11-27', 'la semana del 9 de diciembre': '2026-12-11', 'la primera semana de marzo': '2027-03-05',
    'en la primera quincena de diciembre': '2026-12-15', 'en enero': '2027-01-29', 'a principios de enero': '2027-01-08', 'a mediados de enero': '2027-01-15',
    'a fines de mes': '2026-11-30', 'el próximo mes': '2026-12-31', 'antes de fin de año': '2026-12-31', 'antes de Navidad': '2026-12-24', 'el primer día hábil de enero': '2027-01-04',
    'durante el primer trimestre': '2027-03-31', 'antes de que termine el mes': '2026-11-30',
  })
  expect(told('SERVIU Ñuble responderá la próxima semana', '2027-08-12')).toBe('compromiso · SERVIU Ñuble · 2027-08-19')
})

test('days run, months keep their number, and working days follow the calendar of whoever owes', () => {
  dues({
    'en 15 días': '2026-12-05', 'dentro de dos semanas': '2026-12-04', 'en un mes': '2026-12-20', '10 dh': '2026-12-04', 'en 20 días hábiles': '2026-12-21', 'en 72 horas hábiles': '2026-11-25',
    'en 48 horas': '2026-11-22', 'en 10 (diez) días hábiles': '2026-12-04', 'dentro de los primeros cinco días hábiles de enero': '2027-01-08', 'en un plazo de 10 días hábiles': '2026-12-04',
  })
  expect(told('SERVIU Ñuble responderá en 7 días hábiles', '2026-08-12')).toBe('compromiso · SERVIU Ñuble · 2026-08-24')
  expect(told('SERVIU Maule responderá en 7 días hábiles', '2026-08-12')).toBe('compromiso · SERVIU Maule · 2026-08-21')
})

test('the next session is a term without a date', () => {
  dues({ 'en la próxima reunión': 'próxima sesión', 'para la siguiente sesión': 'próxima sesión', 'para la próxima': 'próxima sesión' })
})

test('a range ends on its last day, and two alternatives are asked', () => {
  dues({
    'entre el 2 y el 4 de diciembre': '2026-12-04', 'entre lunes y miércoles': '2026-11-25', 'del 14 al 18 de diciembre': '2026-12-18',
    'el lunes o el martes': 'incompleto · SERVIU', 'el 2 o 3 de diciembre': 'incompleto · SERVIU', 'esta semana o la próxima': 'incompleto · SERVIU',
  })
})

test('what is past, contradictory, impossible, vague or hanging on something else is asked', () => {
  const asked = [
    'el 10 de noviembre', 'en octubre', 'el 15 de enero de 2026', 'el viernes 5 de diciembre', 'el 31 de noviembre', 'cuanto antes', 'a la brevedad', 'en los próximos días',
    'después del 30 de noviembre', 'una vez firmado el convenio', 'si GORE aprueba los fondos', 'en 10 días hábiles desde la firma', 'los viernes', '',
  ]
  expect(asked.filter((ending) => due(ending) !== 'incompleto · SERVIU')).toEqual([])
})

test('numbers that are no dates are left alone', () => {
  const lines = ['los subsidios DS49 a las 27 familias', 'el oficio N° 27', 'los CIP de los 3 predios de Ley 21.442', 'la cotización de 30 UF', 'el presupuesto 2027']
  expect(lines.map((what) => told(`SERVIU enviará ${what} el lunes`))).toEqual(lines.map(() => 'compromiso · SERVIU · 2026-11-23'))
  expect(told('SERVIU responderá el oficio del 12 de noviembre el lunes 23')).toBe('compromiso · SERVIU · 2026-11-23')
})

test('who owes is the subject, the agent, or whom the line names as responsible', () => {
  const owing = [
    'SERVIU enviará el informe el lunes', 'El informe será enviado por SERVIU el lunes', 'Se enviará por parte de SERVIU el informe el lunes', 'SERVIU queda de enviar el informe el lunes',
    'SERVIU se compromete a enviar el informe el lunes', 'SERVIU debe enviar el informe el lunes', 'SERVIU hará llegar el informe el lunes', 'SERVIU asume enviar el informe el lunes',
    'SERVIU se encarga de enviar el informe el lunes', 'Responsable: SERVIU. Enviar informe el lunes', 'Enviar informe, a cargo de SERVIU, lunes', 'SERVIU: enviar informe, lunes',
    'Le toca a SERVIU enviar el informe el lunes', 'SERVIU, junto con GORE, enviará el informe el lunes', 'Según GORE, SERVIU debe enviar el informe el lunes', 'SERVIU manda el informe el lunes',
  ]
  expect(owing.filter((line) => told(line) !== 'compromiso · SERVIU · 2026-11-23')).toEqual([])
})

test('whoever comes after «a», «con» or «para» owes nothing', () => {
  expect(read('Renca remitirá a SERVIU y a GORE los antecedentes el lunes')).toMatchObject({
    debtors: [{ written: 'Municipalidad de Renca' }], beneficiaries: [{ written: 'SERVIU' }, { written: 'GORE' }],
  })
  expect(told('Enviar antecedentes al GORE antes del 4 de diciembre')).toBe('incompleto · nadie')
  expect(told('AMUCH coordina con SERVIU reunión para fines de mes')).toBe('compromiso · AMUCH · 2026-11-30')
})

test('several debtors owe one each, and «o» asks which', () => {
  expect(told('Renca, Cerrillos y Maipú enviarán sus nóminas el lunes')).toBe('compromiso · Municipalidad de Renca, Municipalidad de Cerrillos, Municipalidad de Maipú · 2026-11-23')
  expect(told('SERVIU o GORE enviará el informe el lunes')).toBe('incompleto · nadie')
})

test('two promises in one line are asked apart', () => {
  expect(read('SERVIU enviará el informe y GORE lo revisará el viernes')).toMatchObject({ complete: false, questions: [{ about: 'kind' }] })
  expect(told('Renca entregará la nómina a SERVIU, quien responderá en 10 días hábiles')).toBe('incompleto · Municipalidad de Renca')
})

test('institutions are known by their aliases, without accents and with a slip of the finger', () => {
  const names = {
    'muni nunoa': 'Municipalidad de Ñuñoa', cerillos: 'Municipalidad de Cerrillos', SERVUI: 'SERVIU', 'serviu bio bio': 'SERVIU Biobío', 'gore rm': 'GORE Metropolitano',
    'El Gobierno Regional': 'GORE', 'Bienes Nacionales': 'BBNN', 'la Cámara': 'CChC', 'SEREMI de Vivienda del Maule': 'SEREMI MINVU Maule', Trehuaco: 'Municipalidad de Treguaco', 'I. Municipalidad de Lota': 'Municipalidad de Lota',
    'SERVIU Arica': 'SERVIU Arica y Parinacota', 'La delegación provincial de Arauco': 'DPP Arauco', 'Constructora Andes': 'Constructora Andes', 'la muni': 'municipio de la reunión',
  }
  expect(Object.fromEntries(Object.keys(names).map((name) => [name, read(`${name} enviará el plano el lunes`).debtors[0]?.written]))).toEqual(names)
})

test('a commune that is also a word owes only where it can be nothing else', () => {
  expect(told('Navidad remitirá el certificado antes de Navidad')).toBe('compromiso · Municipalidad de Navidad · 2026-12-24')
  expect(told('Victoria Pinto enviará los planos el lunes')).toBe('incompleto · nadie')
  expect(told('El comité Independencia enviará los planos el lunes')).toBe('compromiso · comité Independencia · 2026-11-23')
})

test('a unit or an authority with its institution is who answers in it', () => {
  expect(told('La DOM de Ñuñoa emitirá el CIP el lunes')).toBe('compromiso · Municipalidad de Ñuñoa (DOM) · 2026-11-23')
  expect(told('La alcaldesa de Renca firmará el lunes')).toBe('compromiso · Municipalidad de Renca (alcaldesa) · 2026-11-23')
  expect(told('La DOM emitirá el CIP el lunes')).toBe('compromiso · DOM · 2026-11-23')
})

test('what the meeting knows resolves what was left short', () => {
  const reader = createReader(tome)
  const first = (line: string) => reader.line(line).debtors[0]
  expect(first('La DOM emitirá el CIP el lunes')).toMatchObject({ written: 'DOM', institution_id: 'muni-08111', responsible: { position_id: 'muni-08111:works_director' } })
  expect(first('SERVIU enviará el catastro el lunes')).toMatchObject({ written: 'SERVIU Biobío', institution_id: 'serviu-08' })
  expect(first('GORE firmará el lunes')).toMatchObject({ institution_id: 'gore-08' })
  expect(first('La muni enviará la ficha el lunes')).toMatchObject({ institution_id: 'muni-08111' })
  expect(first('Ana Muñoz enviará la ficha el lunes')).toMatchObject({ institution_id: 'muni-08111', responsible: { position_id: 'muni-08111:works_director' } })
  expect(reader.line('La SEREMI responderá el lunes')).toMatchObject({ complete: true, debtors: [{ written: 'SEREMI', institution_id: null }] })
})

test('an ambiguous mention is asked, with answers that are not', () => {
  const reader = createReader(tome)
  const { complete, questions: [question] } = reader.line('c: Enviar las coordenadas @muñoz vie')
  expect([complete, question?.options.map(({ put }) => put)]).toEqual([false, ['@ana.munoz.vera', '@luis.munoz']])
  expect(reader.line('c: Enviar las coordenadas @tome.dom vie')).toMatchObject({ complete: true, debtors: [{ responsible: { position_id: 'muni-08111:works_director' } }] })
  expect(reader.line('c: Enviar las coordenadas a @tome @serviu vie')).toMatchObject({ debtors: [{ institution_id: 'serviu-08' }], beneficiaries: [{ institution_id: 'muni-08111' }] })
})

test('a name after «@» goes on with its surname, and somebody else of that name is not taken for them', () => {
  const reader = createReader(tome)
  expect(reader.line('c: @Ana Muñoz mandará la nómina el viernes')).toMatchObject({ complete: true, text: 'Mandar la nómina', debtors: [{ institution_id: 'muni-08111' }] })
  expect(reader.line('@Luis Muñoz mandará la nómina mañana')).toMatchObject({ complete: true, debtors: [{ institution_id: 'serviu-08' }] })
  for (const line of ['@Luis Pérez mandará la nómina mañana', 'c: Mandar la nómina @Luis Pérez vie', '@Luis Pérez Soto mandará la nómina mañana']) {
    expect(reader.line(line)).toMatchObject({ complete: false, debtors: [], questions: [{ text: expect.stringMatching(/^«@Luis Pérez( Soto)?» no es nadie conocido/) }] })
  }
  expect(reader.line('c: @Luis Enviar la nómina vie')).toMatchObject({ complete: true, debtors: [{ institution_id: 'serviu-08' }] })
  expect(reader.line('c: @Luis Listado de comités vie')).toMatchObject({ complete: false, debtors: [] })
})

test('a decision of the table is an agreement, unless somebody is bound by it', () => {
  const lines = {
    'Se acuerda realizar mesa técnica regional': 'acuerdo', 'Se acuerda enviar el oficio a SERVIU el viernes': 'acuerdo', 'Los presentes acuerdan sesionar en Tomé': 'acuerdo',
    'a: Priorizar Los Boldos': 'acuerdo', 'Acuerdo N° 3: se prioriza el DS49': 'acuerdo', 'Se acuerda que la próxima mesa será el 10 de diciembre': 'acuerdo',
    'Se acuerda que SERVIU enviará el catastro el lunes': 'compromiso · SERVIU · 2026-11-23', 'Acuerdo: Renca enviará la nómina el lunes': 'compromiso · Municipalidad de Renca · 2026-11-23',
    'Se acuerda que la DOM de Renca remita el CIP el lunes': 'compromiso · Municipalidad de Renca (DOM) · 2026-11-23', 'Hay acuerdo en priorizar Los Boldos': 'acuerdo',
    'Se acuerda, a cargo de GORE, elaborar el perfil antes del 15 de enero': 'compromiso · GORE · 2027-01-15',
  }
  expect(Object.fromEntries(Object.keys(lines).map((line) => [line, told(line)]))).toEqual(lines)
})

test('facts, past acts, opinions, questions, refusals, greetings and attendance are notes', () => {
  const notes = [
    'SERVIU envió el catastro el viernes', 'El convenio vence el 31 de diciembre', 'Sería bueno que GORE financie el diseño en marzo', '¿SERVIU enviará el catastro el viernes?',
    'para cuando tendrian el informe de serviu?', 'SERVIU no enviará el catastro el lunes', 'Nadie de SERVIU enviará el informe', 'Ni SERVIU ni GORE asumirán el costo', 'Muchas gracias, nos vemos el jueves',
    'Asisten: SERVIU, GORE y Renca', 'La próxima reunión será el jueves 10', 'SERVIU podría enviarlo el viernes', 'Tomé consulta si SERVIU responderá el lunes', 'La nueva directora de SERVIU asume el 4 de enero', '',
  ]
  expect(notes.filter((line) => told(line) !== 'nota')).toEqual([])
})

test('a mark rules over the words that follow it', () => {
  const line = 'SERVIU enviará la ficha el viernes'
  expect(read(`i: ${line}`)).toMatchObject({ kind: 'note', audience: 'internal', marked: true })
  expect(read(`nota: ${line}`)).toMatchObject({ kind: 'note', audience: 'shared', marked: true })
  expect(read(`Intención: ${line}`)).toMatchObject({ kind: 'note', intention: true })
  expect(read(`- C: ${line}`)).toMatchObject({ kind: 'commitment', complete: true, marked: true, text: 'Enviar la ficha' })
  expect(told('a SERVIU se le enviará la ficha el viernes')).toBe('incompleto · nadie')
})

test('folios stand for what is already registered', () => {
  expect(read('C-2026-0412 C-2026-0413: Enviar ficha')).toMatchObject({ kind: 'commitment', complete: true, folios: ['C-2026-0412', 'C-2026-0413'], text: 'Enviar ficha', questions: [] })
  expect(read('- a: A-2026-0031: Priorizar')).toMatchObject({ kind: 'agreement', folios: ['A-2026-0031'] })
})

test('in a pasted chat, «yo» and «nosotros» are whoever sent the message, in its other lines too', () => {
  const chat = [
    '20-11-26, 10:42 - SERVIU Biobío: les mandamos el catastro el martes', 'y la próxima semana enviaremos los planos', '[20/11/26, 10:50:11] Paula Díaz: yo mando el acta mañana',
    '[10:42, 20/11/2026] Rodrigo Pinto (GORE Maule): nosotros respondemos el 2 de diciembre', '20-11-26, 11:30 - SERVIU Biobío: la muni de Tomé nos manda la nómina el lunes',
  ]
  const readings = createReader(settingOf({ on: FRIDAY })).minutes(chat.join('\n'))
  expect(readings.map(({ complete, debtors, due, beneficiaries }) => [complete, debtors[0]?.written, due?.on, beneficiaries[0]?.written])).toEqual([
    [true, 'SERVIU Biobío', '2026-11-24', undefined], [true, 'SERVIU Biobío', '2026-11-27', undefined], [false, undefined, '2026-11-21', undefined],
    [true, 'GORE Maule', '2026-12-02', undefined], [true, 'Municipalidad de Tomé', '2026-11-23', 'SERVIU Biobío'],
  ])
})

test('what is written down is what has to be done', () => {
  const lines = {
    'SERVIU enviará el catastro de terrenos antes del 30 de noviembre': 'Enviar el catastro de terrenos', 'c: Enviar el estudio de títulos @tome 10 días hábiles': 'Enviar el estudio de títulos',
    'Se acuerda que SERVIU hará llegar el plano el lunes': 'Hacer llegar el plano', 'DOM: enviar CIP de los tres predios, 5 días hábiles': 'Enviar CIP de los tres predios',
    'Envío de nómina (Cerrillos, 27/11)': 'Envío de nómina', 'El lunes Renca nos reunirá con GORE, por Zoom': 'Reunir con GORE, por Zoom',
  }
  expect(Object.fromEntries(Object.keys(lines).map((line) => [line, read(line).text]))).toEqual(lines)
})

const words = fc.constantFrom(
  'SERVIU', 'Tomé', 'la', 'DOM', 'de', 'enviará', 'se', 'acuerda', 'que', 'el', 'viernes', '30', '-', '/', '12', ':', 'a', '@tome', '@', 'c:', 'próxima', 'semana', 'entre', 'y', 'o', '.', ',', '(', ')', '\n', '\r\n', 'si', '[20/11/26 10:42] X:', 'días', 'hábiles', '9999999', 'primer', 'fines', 'queda',
)

test('any text gives one reading a line, each with its line as it was typed', () => {
  const reader = createReader(settingOf({ on: FRIDAY }))
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.array(words, { maxLength: 60 }).map((parts) => parts.join(' ')))
  fc.assert(fc.property(text, (text) => {
    const readings = reader.minutes(text)
    expect(readings.map(({ line }) => line)).toEqual(text.split(/\r\n|\r|\n/))
    for (const { kind, complete, text, debtors, due, questions } of readings) {
      if (kind !== 'commitment') continue
      expect(text).not.toBe('')
      expect(complete).toBe(debtors.length > 0 && due !== null && questions.length === 0)
    }
  }), { numRuns: 400 })
})

test('a line made to tire the reader takes no longer than its length', () => {
  const reader = createReader(settingOf({ on: FRIDAY }))
  const tiring = ['SERVIU y ', 'de ', 'el ', '12/', 'a', '@a.', '(', '[20/11/26 ', 'si ', 'próxima semana o ', 'entre el 2 y ', ' ', 'C-2026-0412 ', '- ', 'munis de ']
  for (const part of tiring) {
    const { user } = process.cpuUsage()
    reader.line(part.repeat(40_000))
    // Microseconds of work, whatever else the machine does. What grows with the square of a line takes minutes.
    expect(process.cpuUsage().user - user, part).toBeLessThan(4_000_000)
  }
})

test('a line read again is the same reading, and who sent it makes it another', () => {
  const reader = createReader(settingOf({ on: FRIDAY }))
  const chat = (sender: string) => reader.minutes(`20-11-26, 10:42 - ${sender}: ok\nmandamos el catastro el martes`)[1]
  expect(chat('SERVIU Biobío')).toBe(chat('SERVIU Biobío'))
  expect(chat('GORE Maule')?.debtors[0]?.written).toBe('GORE Maule')
  expect(reader.line('mandamos el catastro el martes').debtors).toEqual([])
})
