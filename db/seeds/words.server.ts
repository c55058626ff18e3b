/** Invented material for the demo. Names are combined by chance from common ones: nobody in particular. */

export const womensNames = ['Ana María', 'Antonia', 'Bárbara', 'Camila', 'Carla', 'Carolina', 'Catalina', 'Cecilia', 'Claudia',
  'Constanza', 'Daniela', 'Elisa', 'Fernanda', 'Francisca', 'Gabriela', 'Gloria', 'Isidora', 'Javiera', 'Jimena', 'Lorena',
  'Macarena', 'Marcela', 'María José', 'Mariana', 'Marta', 'Mónica', 'Natalia', 'Paola', 'Patricia', 'Pilar', 'Rocío', 'Sandra',
  'Silvia', 'Soledad', 'Teresa', 'Valentina', 'Verónica', 'Viviana', 'Ximena', 'Yasna']

export const mensNames = ['Alejandro', 'Álvaro', 'Andrés', 'Benjamín', 'Boris', 'Carlos', 'Claudio', 'Cristián', 'Cristóbal',
  'Diego', 'Eduardo', 'Enrique', 'Esteban', 'Felipe', 'Fernando', 'Gonzalo', 'Héctor', 'Hernán', 'Ignacio', 'Iván', 'Jaime',
  'Jorge', 'José Luis', 'Juan Pablo', 'Leonardo', 'Luis', 'Marcelo', 'Mario', 'Matías', 'Mauricio', 'Nelson', 'Óscar', 'Pablo',
  'Patricio', 'Raúl', 'Ricardo', 'Rodrigo', 'Sebastián', 'Tomás', 'Víctor']

export const surnames = ['Acevedo', 'Aguilera', 'Alarcón', 'Araneda', 'Aravena', 'Arriagada', 'Barría', 'Bravo', 'Bustos', 'Cabezas',
  'Cáceres', 'Cárdenas', 'Carrasco', 'Castillo', 'Cifuentes', 'Contreras', 'Cornejo', 'Donoso', 'Espinoza', 'Fuentealba', 'Gallardo',
  'Garrido', 'Godoy', 'Guajardo', 'Henríquez', 'Hidalgo', 'Huenchumán', 'Ibáñez', 'Inostroza', 'Jara', 'Lagos', 'Leiva', 'Llanos',
  'Mansilla', 'Maldonado', 'Medina', 'Millán', 'Monsalve', 'Montecinos', 'Moraga', 'Muñoz', 'Navarrete', 'Núñez', 'Olivares',
  'Oyarzún', 'Painemal', 'Palma', 'Parada', 'Peña', 'Pinto', 'Quezada', 'Quilodrán', 'Riquelme', 'Rivas', 'Saavedra', 'Salazar',
  'Sandoval', 'Sanhueza', 'Sepúlveda', 'Soto', 'Tapia', 'Toledo', 'Ulloa', 'Urrutia', 'Valdebenito', 'Vargas', 'Venegas', 'Vergara',
  'Villagra', 'Zapata', 'Zúñiga']

/** Made-up places inside a commune, for titles that sound like work. */
export const places = ['Los Boldos', 'Camino Real', 'Ribera Norte', 'Los Aromos', 'El Mirador', 'Santa Elena', 'Las Palmas',
  'Villa Esperanza', 'Quebrada Honda', 'Los Copihues', 'El Molino', 'Altos del Valle', 'La Estación', 'Los Canelos', 'Puente Viejo',
  'Las Vertientes', 'Cerro Alegre Sur', 'El Membrillo', 'Los Notros', 'Punta Larga']

export const meetingTitles = {
  working_group: ['Mesa técnica de suelo', 'Mesa de campamentos', 'Mesa de factibilidad sanitaria', 'Mesa de cartera DS49',
    'Mesa de arriendo a precio justo', 'Mesa de vivienda rural'],
  bilateral: ['Revisión de cartera', 'Coordinación mensual', 'Seguimiento de compromisos', 'Convenio de entidad patrocinante'],
  hearing: ['Audiencia con la dirección regional', 'Audiencia por llamado especial'],
  site_visit: ['Visita a terreno en {place}', 'Recorrido del loteo {place}'],
  land_round: ['Ronda de suelo', 'Ronda de propietarios de suelo'],
  training: ['Taller jurídico de convenios', 'Taller de Plan Local', 'Capacitación de contrapartes'],
  committee: ['Comité de seguimiento', 'Comité ejecutivo'],
} as const

export const agendaPoints = ['Compromisos pendientes con los presentes', 'Estado de la cartera', 'Terrenos priorizados',
  'Factibilidad sanitaria', 'Avance del convenio', 'Demanda y comités', 'Próximos pasos', 'Calendario del semestre']

export const sharedNotes = ['Se revisa el estado de {place} con los presentes.', 'SERVIU informa que el llamado abre en el próximo trimestre.',
  'El municipio presenta la demanda actualizada de sus comités.', 'Se comparte el calendario de postulaciones.',
  'Se explican los requisitos del expediente y los plazos de revisión.']

export const internalNotes = ['Confirmar la tasación con jurídica antes de hablar de precio.',
  'Conviene llamar a la contraparte antes de la próxima sesión.', 'La jefatura cambia pronto; cuidar el traspaso.']

/** What each kind of institution usually promises. */
export const promises: Record<string, string[]> = {
  municipality: ['Enviar las informaciones previas de {place}', 'Remitir el catastro de demanda habitacional',
    'Designar contraparte técnica titular y suplente', 'Entregar el estudio de títulos de {place}', 'Confirmar el aporte municipal para {place}',
    'Presentar la propuesta de convenio al concejo', 'Validar los polígonos de suelo en el visualizador',
    'Enviar el listado de comités con personalidad jurídica vigente', 'Gestionar la recepción municipal de {place}',
    'Informar las recepciones pendientes por conjunto'],
  serviu: ['Emitir el informe de tasación de {place}', 'Responder la factibilidad de {place}', 'Informar el estado de calificación de la cartera',
    'Enviar el formato de convenio de entidad patrocinante', 'Programar la visita de la ITO a {place}', 'Revisar el expediente de {place}'],
  gore: ['Presentar la preinversión a la comisión del CORE', 'Informar la elegibilidad de {place}', 'Confirmar la disponibilidad presupuestaria',
    'Enviar el borrador del convenio de transferencia'],
  seremi: ['Pronunciarse sobre la modificación del plan regulador', 'Enviar el listado de terrenos fiscales', 'Informar el calendario del llamado',
    'Remitir observaciones al estudio de {place}'],
  ministry: ['Evaluar el llamado especial propuesto', 'Enviar las orientaciones del programa'],
  association: ['Difundir el programa formativo entre sus asociados', 'Convocar a las secretarías técnicas'],
  ngo: ['Enviar el protocolo de consultas', 'Publicar el modelo de ordenanza', 'Sistematizar la ronda de suelo', 'Preparar la carta Gantt de la cartera'],
  company: ['Entregar la factibilidad de agua y alcantarillado de {place}', 'Presentar la propuesta de obras de refuerzo'],
}

export const rescheduleReasons = ['Falta la factibilidad sanitaria', 'El concejo sesiona la semana siguiente', 'Se espera el informe jurídico',
  'La contraparte está con feriado legal', 'El servicio pidió antecedentes adicionales']

export const statements = ['Enviado por oficina de partes.', 'Quedó cargado en el repositorio común.', 'Se entregó en la reunión del martes.',
  'Remitido por correo a la contraparte.']

export const dropReasons = ['El proyecto se retiró de la cartera', 'La necesidad quedó cubierta por otro convenio']

export const companies = ['Aguas del Valle Central', 'Sanitaria Costa Sur', 'Constructora Los Maitenes', 'Inmobiliaria Puente Claro',
  'Constructora Ríos del Sur', 'Consultora Suelo y Ciudad']

/** The 70 municipalities of the demo network, by CUT: from Arica to Magallanes, large and small. Not the real membership. */
export const members = ['15101', '15102', '01101', '01107', '01401', '02101', '02201', '02104', '03101', '03301', '03202', '04101', '04102',
  '04203', '04301', '05101', '05109', '05201', '05501', '05601', '05801', '05804', '13102', '13103', '13110', '13112', '13116', '13120',
  '13122', '13124', '13125', '13127', '13201', '13301', '13401', '13501', '13601', '06101', '06107', '06115', '06301', '07101', '07102',
  '07301', '07401', '07201', '16101', '16301', '16201', '08101', '08102', '08107', '08110', '08111', '08301', '08205', '09101', '09112',
  '09201', '09115', '14101', '14201', '10101', '10201', '10202', '10301', '11101', '11201', '12101', '12401']
