import { Fragment } from 'react'
import { Kbd } from '../ui/kbd.tsx'

/** One act and its keys. An act whose only keys are switched off says so. */
export function KeyLine({ label, ways }: { readonly label: string; readonly ways: readonly (readonly string[])[] }) {
  return (
    <div className="key-line">
      <dt>{label}</dt>
      <dd>
        {ways.length === 0 ? <span className="faint">off</span> : null}
        {ways.map((keys, index) => (
          <Fragment key={keys.join(' ')}>
            {index === 0 ? null : <span className="faint">or</span>}
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </Fragment>
        ))}
      </dd>
    </div>
  )
}
