/** An H of two pieces of cloth joined by three copper stitches. `size` in pixels: 28 in the rail, 34 on sign-in. */
export function Mark({ size = 28, word = true }: { size?: number; word?: boolean }) {
  return (
    <>
      <svg className="marca-dibujo" width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
        <rect x="3.5" y="3" width="6" height="22" rx="2" fill="var(--color-accion)" />
        <rect x="18.5" y="3" width="6" height="22" rx="2" fill="var(--color-accion)" />
        <path d="M.6 17.2 27.4 10.8" stroke="var(--color-superficie)" strokeWidth="6.4" />
        <path
          d="M1.5 17 26.5 11"
          stroke="var(--color-cobre)"
          strokeWidth="3"
          strokeLinecap="round"
          strokeDasharray="5.6 4.45"
        />
      </svg>
      {word && <span className="marca-palabra">Hilván</span>}
    </>
  )
}
