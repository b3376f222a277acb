/** Progress bar; without a number, an indeterminate one. */

export function Progress({ share, label }: { readonly share: number | null; readonly label: string }) {
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share !== null && { "aria-valuenow": Math.round(share * 100) })}
    >
      {share === null ? (
        <div className="progress__bar progress__bar--working" />
      ) : (
        <div className="progress__bar" style={{ width: `${Math.round(share * 100)}%` }} />
      )}
    </div>
  );
}
