import { useLocation } from '@remix-run/react'

import { Tabs } from '#app/ui/tabs.tsx'

const places = [
  { to: '/administracion/usuarios', label: 'Usuarios' },
  { to: '/administracion/actividad', label: 'Auditoría' },
  { to: '/administracion/envios', label: 'Envíos' },
  { to: '/administracion/recordatorios', label: 'Recordatorios' },
  { to: '/administracion/utm', label: 'UTM' },
]

export function AdminTabs() {
  const { pathname } = useLocation()
  const items = places.map((place) => ({ ...place, current: pathname.startsWith(place.to) }))
  return <Tabs label="Administración" items={items} />
}
