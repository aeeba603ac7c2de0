import { kept } from '../kept/kept.ts'

const SIGNED_IN_AS = 'pagedesk-signed-in-as'

/** All tabs of a browser share one session: whoever signs in here is written down, so that the others learn of it. */
export function noteSignedInAs(memberId: string): void {
  if (kept.read(SIGNED_IN_AS) !== memberId) {
    kept.write(SIGNED_IN_AS, memberId)
  }
}

/** Whether the session of this browser is still this person's. A tab must not send under somebody else's name. */
export function isSignedInAs(memberId: string): boolean {
  const here = kept.read(SIGNED_IN_AS)
  return here === undefined || here === memberId
}

/** Calls when somebody else signed in, in whichever tab. */
export function onOtherSignIn(memberId: string, act: () => void): () => void {
  return kept.subscribe(SIGNED_IN_AS, () => {
    if (!isSignedInAs(memberId)) {
      act()
    }
  })
}
