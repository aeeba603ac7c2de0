import { failureCodes } from './failure-words.ts'
import type { LineOf } from './line-of.ts'

/** Facebook's own numbers, for the curious. */
export function Codes({ message: { failure } }: { readonly message: Pick<LineOf<'our-message'>, 'failure'> }) {
  const codes = failureCodes(failure)
  return codes === undefined ? null : (
    <p className="codes" title={failure?.facebookMessage}>
      {codes}
    </p>
  )
}
