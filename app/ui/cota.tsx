/** Contour lines: the quiet motif of the sign-in page, the empty states and the covers, and of nothing else. */
export function Cota({ thread }: { thread?: boolean }) {
  return (
    <svg className="cota" viewBox="0 0 640 900" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <use href="/icons.svg#cota" />
      {thread && (
        <g fill="none">
          <path
            d="M110 748C210 742 192 604 274 598S394 634 440 600 478 396 578 372"
            stroke="var(--color-hilo)"
            strokeWidth="3"
            strokeLinecap="round"
            strokeDasharray="14 11"
          />
          <g stroke="var(--color-accion)" strokeWidth="5">
            <circle cx="98" cy="748" r="10.5" fill="var(--color-superficie)" />
          </g>
          <path d="m274 583 15 15-15 15-15-15z" fill="var(--color-cobre)" />
          <rect x="566" y="358" width="25" height="25" rx="5" fill="var(--color-cumplido)" />
          <path d="m572.5 371 4.5 4.5 8-9" stroke="var(--color-superficie)" strokeWidth="3" />
        </g>
      )}
    </svg>
  )
}
